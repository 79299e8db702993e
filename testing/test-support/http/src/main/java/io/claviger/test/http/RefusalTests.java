package io.claviger.test.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.model.IssuedApiKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Tests the answers to requests whose key is valid: refusals for other reasons, and failures. */
abstract class RefusalTests extends CredentialTests {
  private static final String CLIENT = "192.0.2.9";

  @Test
  void anAddressThatIsNotOnTheWhitelistIsForbidden() throws Exception {
    assertRefused(403, send(with(fixture.reader(CLIENT), reports())));
    IssuedApiKey here = fixture.reader("127.0.0.0/8", "::1");
    assertAdmitted(here, send(with(here, reports())));
  }

  @Test
  void theFrameworkForbidsWhatTheKeyHasNoAuthorityFor() throws Exception {
    RawResponse response = send(with(fixture.reader(), RawRequest.post("/reports", "text")));
    assertEquals(List.of(), fixture.refusals);
    assertEquals(403, response.status());
    IssuedApiKey writer = fixture.writer();
    assertAdmitted(writer, send(with(writer, RawRequest.post("/reports", "text"))));
  }

  @Test
  void theLimiterSaysWhenToTryAgain() throws Exception {
    fixture.requestLimiter((key, address) -> Optional.of(Duration.ofMillis(1001)));
    RawResponse response = send(with(fixture.reader(), reports()));
    assertRefused(429, response);
    assertEquals(List.of("2"), response.values("Retry-After"));
  }

  /** This also holds if the error page of the server is protected by the same adapter. */
  @Test
  void aStoreThatFailsIsNoReasonToAskForACredential() throws Exception {
    IssuedApiKey token = fixture.reader();
    String basic = Fixture.basic(fixture.pair());
    fixture.breakStore();
    for (RawRequest request :
        List.of(with(token, reports()), reports().with("Authorization", basic))) {
      RawResponse response = send(request);
      assertRefused(503, response);
      assertEquals(List.of(), response.values("WWW-Authenticate"));
      assertEquals(1, response.values("Retry-After").size());
    }
  }

  @Test
  void aFailureOfTheApplicationIsNoRefusal() throws Exception {
    IssuedApiKey token = fixture.reader();
    assertEquals(500, send(with(token, RawRequest.get("/fail"))).status());
    assertEquals(404, send(with(token, RawRequest.get("/nothing"))).status());
    assertEquals(List.of(), fixture.refusals);
    assertRefused(401, send(RawRequest.get("/fail")));
  }

  @Test
  void aRequestIsDecidedOnce() throws Exception {
    IssuedApiKey token = fixture.reader();
    for (String path : List.of("/reports", "/fail", "/nothing")) {
      AtomicInteger decisions = new AtomicInteger();
      fixture.requestLimiter(
          (key, address) -> {
            decisions.incrementAndGet();
            return Optional.empty();
          });
      send(with(token, RawRequest.get(path)));
      assertEquals(1, decisions.get(), path);
    }
  }

  @Test
  void aClientThatIsNoProxyCannotNameItsAddress() throws Exception {
    RawRequest request = with(fixture.reader(CLIENT), reports());
    assertRefused(403, send(request.with("X-Forwarded-For", CLIENT)));
    assertRefused(403, send(request.with("Forwarded", "for=" + CLIENT)));
    assertRefused(403, send(request.with("X-Real-IP", CLIENT)));
  }

  @Test
  @Order(1)
  void aProxyMustNameTheClient() throws Exception {
    assertRefused(400, send(fixture.proxied, with(fixture.reader(), reports())));
  }

  /** The last line is that of the nearest proxy; the client may have sent those before it. */
  @Test
  @Order(1)
  void theLastLineOfAProxyNamesTheClient() throws Exception {
    IssuedApiKey token = fixture.reader(CLIENT);
    RawRequest request = with(token, reports());
    RawRequest named =
        request.with("X-Forwarded-For", "6.6.6.6").with("x-forwarded-for", "6.6.6.6, " + CLIENT);
    assertAdmitted(token, send(fixture.proxied, named));
    RawRequest pretended =
        request.with("X-Forwarded-For", CLIENT).with("X-Forwarded-For", "198.51.100.1");
    assertRefused(403, send(fixture.proxied, pretended));
  }
}
