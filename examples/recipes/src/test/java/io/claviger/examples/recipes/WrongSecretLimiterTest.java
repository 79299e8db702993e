package io.claviger.examples.recipes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.claviger.access.RequestLimiter;
import io.claviger.http.access.HttpAccess;
import io.claviger.http.access.HttpDecision;
import io.claviger.http.access.IncomingRequest;
import io.claviger.model.Limits;
import io.claviger.model.Role;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WrongSecretLimiterTest {
  private final Time time = new Time();
  private final Keys keys =
      new Keys(new WrongSecretLimiter(RequestLimiter.unlimited(), Limits.Rate.parse("2/60"), time));
  private final HttpAccess access = keys.access();

  @Test
  void anAddressMayGuessOnlySoOften() {
    try (Keys elsewhere = new Keys()) {
      String wrong = elsewhere.token(Role.ORG_READ_ONLY);
      assertEquals(401, refused(wrong, "192.0.2.1"));
      assertEquals(401, refused(wrong, "192.0.2.1"));
      assertEquals(429, refused(wrong, "192.0.2.1"));
      assertEquals(401, refused(wrong, "192.0.2.2"));
      assertEquals(401, refused(elsewhere.token(Role.ORG_READ_ONLY), "192.0.2.1"));
      time.nanos += Duration.ofSeconds(30).toNanos();
      assertEquals(401, refused(wrong, "192.0.2.1"));
      assertEquals(429, refused(wrong, "192.0.2.1"));
    }
  }

  @Test
  void aGoodKeyIsLeftToTheUsualLimiter() {
    String token = keys.token(Role.ORG_READ_ONLY);
    for (int i = 0; i < 10; i++) {
      assertInstanceOf(HttpDecision.Admitted.class, decide(access, token, "192.0.2.1"));
    }
    RequestLimiter usual = new Bucket4jLimiter(Limits.Rate.parse("1/60"), time);
    try (Keys limited = new Keys(new WrongSecretLimiter(usual, Limits.Rate.parse("10/60"), time))) {
      String busy = limited.token(Role.ORG_READ_ONLY);
      decide(limited.access(), busy, "192.0.2.1");
      HttpDecision second = decide(limited.access(), busy, "192.0.2.1");
      assertEquals(429, assertInstanceOf(HttpDecision.Refused.class, second).status());
    }
  }

  @Test
  void theLimitersOfThePageLetANewKeyThrough() {
    Limits.Rate standard = new Limits.Rate(600, Duration.ofMinutes(1));
    RequestLimiter usual = new Bucket4jLimiter(standard, TimeMeter.SYSTEM_NANOTIME);
    RequestLimiter limiter =
        new WrongSecretLimiter(usual, Limits.Rate.parse("10/60"), TimeMeter.SYSTEM_NANOTIME);
    try (Keys limited = new Keys(limiter)) {
      String token = limited.token(Role.ORG_READ_ONLY);
      assertInstanceOf(HttpDecision.Admitted.class, decide(limited.access(), token, "192.0.2.1"));
    }
  }

  private int refused(String token, String address) {
    HttpDecision decision = decide(access, token, address);
    return assertInstanceOf(HttpDecision.Refused.class, decision).status();
  }

  private static HttpDecision decide(HttpAccess access, String token, String address) {
    return access.decide(
        new IncomingRequest(
            name -> name.equals("Authorization") ? List.of("Bearer " + token) : List.of(),
            "GET",
            "/reports",
            Optional.of(address)));
  }
}
