package io.claviger.examples.recipes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.claviger.access.RequestLimiter;
import io.claviger.http.access.HttpAccess;
import io.claviger.http.access.HttpDecision;
import io.claviger.http.access.HttpHeader;
import io.claviger.http.access.IncomingRequest;
import io.claviger.model.ApiKeyPatch;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.Limits;
import io.claviger.model.NewApiKey;
import io.claviger.model.Role;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class Bucket4jLimiterTest {
  private final Time time = new Time();
  private final Keys keys = new Keys(new Bucket4jLimiter(Limits.Rate.parse("2/60"), time));
  private final HttpAccess access = keys.access();

  @Test
  void eachKeyHasItsOwnLimitAndLearnsWhenToTryAgain() {
    String busy = keys.token(Role.ORG_READ_ONLY);
    assertAdmitted(busy);
    assertAdmitted(busy);
    assertWait("30", busy);
    assertAdmitted(keys.token(Role.ORG_READ_ONLY));
    time.nanos += Duration.ofMillis(29_100).toNanos();
    assertWait("1", busy);
    time.nanos += Duration.ofMillis(900).toNanos();
    assertAdmitted(busy);
    assertWait("30", busy);
  }

  @Test
  void theLimiterOfThePageLetsANewKeyThrough() {
    Limits.Rate standard = new Limits.Rate(600, Duration.ofMinutes(1));
    RequestLimiter limiter = new Bucket4jLimiter(standard, TimeMeter.SYSTEM_NANOTIME);
    try (Keys limited = new Keys(limiter)) {
      String token = limited.token(Role.ORG_READ_ONLY);
      assertInstanceOf(HttpDecision.Admitted.class, decide(limited.access(), token));
    }
  }

  @Test
  void aKeyThatRestedForAPeriodHasItsWholeLimitAgain() {
    String token = keys.token(Role.ORG_READ_ONLY);
    assertAdmitted(token);
    assertAdmitted(token);
    time.nanos += Duration.ofMinutes(1).toNanos();
    assertAdmitted(token);
    assertAdmitted(token);
    assertWait("30", token);
  }

  @Test
  void aKeyMayHaveItsOwnLimitWhichMayChange() {
    IssuedApiKey issued =
        keys.create(
            NewApiKey.of("limited", Role.ORG_READ_ONLY).withRateLimit(Limits.Rate.parse("1/10")));
    String token = issued.privateKey().reveal();
    assertAdmitted(token);
    assertWait("10", token);
    keys.update(issued, ApiKeyPatch.nothing().limitRate(Limits.Rate.parse("1/20")));
    assertWait("20", token);
    time.nanos += Duration.ofSeconds(20).toNanos();
    assertAdmitted(token);
    keys.update(issued, ApiKeyPatch.nothing().unlimitRate());
    assertWait("30", token);
  }

  @Test
  void anOrganizationMayLimitEachOfItsKeys() {
    String one = keys.token(Role.ORG_READ_ONLY);
    String two = keys.token(Role.ORG_READ_ONLY);
    keys.limit(Limits.standard().withKeyRate(Limits.Rate.parse("1/10")));
    assertAdmitted(one);
    assertWait("10", one);
    assertAdmitted(two);
    keys.limit(Limits.standard().withKeyRate(Limits.Rate.parse("1/20")));
    assertWait("20", one);
  }

  @Test
  void allKeysOfAnOrganizationShareItsLimit() {
    keys.limit(Limits.standard().withRate(Limits.Rate.parse("3/30")));
    String one = keys.token(Role.ORG_READ_ONLY);
    String two = keys.token(Role.ORG_READ_ONLY);
    assertAdmitted(one);
    assertAdmitted(one);
    assertAdmitted(two);
    assertWait("10", two);
    assertWait("30", one);
    time.nanos += Duration.ofSeconds(10).toNanos();
    assertAdmitted(two);
    keys.limit(Limits.standard());
    assertWait("20", two);
  }

  private void assertAdmitted(String token) {
    assertInstanceOf(HttpDecision.Admitted.class, decide(token));
  }

  private void assertWait(String seconds, String token) {
    HttpDecision.Refused refused = assertInstanceOf(HttpDecision.Refused.class, decide(token));
    assertEquals(429, refused.status());
    assertEquals(
        List.of(seconds),
        refused.response().headers().stream()
            .filter(header -> header.name().equals("Retry-After"))
            .map(HttpHeader::value)
            .toList());
  }

  private HttpDecision decide(String token) {
    return decide(access, token);
  }

  private static HttpDecision decide(HttpAccess access, String token) {
    return access.decide(
        new IncomingRequest(
            name -> name.equals("Authorization") ? List.of("Bearer " + token) : List.of(),
            "GET",
            "/reports",
            Optional.of("192.0.2.1")));
  }
}
