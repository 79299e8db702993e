package io.claviger.management;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** The callers of a test, and what they asked. */
abstract class Story {
  final ManagementFixture fixture = ManagementFixture.open();
  final ManagementClient owner = fixture.owner();

  /** Returns all requests so far, with their responses. */
  List<Exchange> exchanges() {
    return fixture.exchanges;
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  static Exchange answered(int status, Exchange exchange) {
    assertEquals(status, exchange.status(), exchange.toString());
    return exchange;
  }
}
