package io.claviger.atlas.start;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.atlas.Response;
import io.claviger.atlas.Sender;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The key may be used from 203.0.113.0/24, and the proxy is 127.0.0.9. */
class TrustedProxyTest {
  private static final String ADDRESS = "/api/private/ipinfo";

  @TempDir Path data;

  private Started server;

  @BeforeEach
  void start() throws Exception {
    server =
        Started.with(
            data,
            "--store",
            "memory",
            "--trusted-proxy",
            "127.0.0.9",
            "--owner-cidr",
            "203.0.113.0/24",
            "--site",
            "https://keys.example.org");
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  @Test
  void theClientIsWhomTheProxyNames() {
    Response answer = proxied("198.51.100.1, 203.0.113.7").call("GET", ADDRESS);
    assertEquals(200, answer.status());
    assertEquals("203.0.113.7", answer.text("currentIpv4Address"));
  }

  @Test
  void theManagementApiKnowsTheClientAndTheOriginOfPages() {
    Response me = proxied("203.0.113.7").call("GET", "/api/management/me");
    assertEquals("203.0.113.7", me.text("address"));
    assertEquals("false", me.text("addressMayBeOfProxy"));
    String keys = "/api/management/organizations/" + server.value("organization ") + "/keys";
    Sender page = proxied("203.0.113.7").with("Claviger-Request", "1");
    for (String origin : List.of("https://keys.example.org", "https://elsewhere.example")) {
      // The document is not complete, so a request from the own origin is refused later.
      assertEquals(
          origin.contains("keys") ? "MISSING_ATTRIBUTE" : "CROSS_SITE_REQUEST",
          page.with("Origin", origin).call("POST", keys, "{}").text("code"));
    }
  }

  @Test
  void linksBeginWithTheSite() {
    Response answer = proxied("203.0.113.7").call("GET", "/api/atlas/v2/orgs");
    assertEquals(
        "https://keys.example.org/api/atlas/v2/orgs/" + server.value("organization "),
        answer.text("results.0.links.0.href"));
  }

  @Test
  void nobodyElseCanNameAClient() {
    Response answer = proxied("203.0.113.7").from("127.0.0.8").call("GET", ADDRESS);
    assertEquals("403 IP_ADDRESS_NOT_ON_ACCESS_LIST [\"127.0.0.8\"]", answer.outcome());
  }

  @Test
  void aProxyIsNoClientItself() {
    String refusal = "400 VALIDATION_ERROR [\"the proxy does not name the address of the client\"]";
    Sender without = server.asOwner().from("127.0.0.9");
    assertEquals(refusal, without.call("GET", ADDRESS).outcome());
    assertEquals(refusal, proxied("unknown").call("GET", ADDRESS).outcome());
  }

  private Sender proxied(String forwardedFor) {
    return server.asOwner().from("127.0.0.9").with("X-Forwarded-For", forwardedFor);
  }
}
