package io.claviger.http.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpHeaderTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0, 1",
    "-5, 0, 1",
    "1, 0, 1",
    "1, 1, 2",
    "1, 500000, 2",
    "9223372036854775807, 0, 9223372036854775807",
    "9223372036854775807, 1, 9223372036854775807"
  })
  void aWaitIsRoundedUpToWholeSeconds(long seconds, long nanos, String value) {
    assertEquals(
        new HttpHeader("Retry-After", value),
        HttpHeader.retryAfter(Duration.ofSeconds(seconds, nanos)));
  }
}
