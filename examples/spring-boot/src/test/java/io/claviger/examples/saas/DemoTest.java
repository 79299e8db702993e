package io.claviger.examples.saas;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;

/** The demonstration shows a refused request and an allowed one. */
@ActiveProfiles("demo")
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class DemoTest {
  @LocalServerPort int port;
  @Autowired Demo demo;

  @Test
  void showsBothAnswers() {
    String lines = demo.fill(URI.create("http://127.0.0.1:" + port + "/reports"));
    assertTrue(lines.contains("/reports\n401 "), lines);
    assertTrue(lines.contains("/reports\n200 [\"Visitors in May\"]\n"), lines);
  }
}
