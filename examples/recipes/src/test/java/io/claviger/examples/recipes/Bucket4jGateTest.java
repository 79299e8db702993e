package io.claviger.examples.recipes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.claviger.access.Gate;
import io.claviger.http.access.HttpAccess;
import io.claviger.http.access.HttpDecision;
import io.claviger.http.access.HttpHeader;
import io.claviger.http.access.IncomingRequest;
import io.claviger.model.Role;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class Bucket4jGateTest {
  private final Time time = new Time();
  private final Keys keys = new Keys(new Bucket4jGate(2, Duration.ofMinutes(1), time));
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
  void theGateOfThePageLetsANewKeyThrough() {
    Gate gate = new Bucket4jGate(600, Duration.ofMinutes(1), TimeMeter.SYSTEM_NANOTIME);
    try (Keys limited = new Keys(gate)) {
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

  private void assertAdmitted(String token) {
    assertInstanceOf(HttpDecision.Admitted.class, decide(token));
  }

  private void assertWait(String seconds, String token) {
    HttpDecision.Refused refused = assertInstanceOf(HttpDecision.Refused.class, decide(token));
    assertEquals(429, refused.status());
    assertEquals(
        List.of(seconds),
        refused.headers().stream()
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

  private static final class Time implements TimeMeter {
    private long nanos;

    @Override
    public long currentTimeNanos() {
      return nanos;
    }

    @Override
    public boolean isWallClockBased() {
      return false;
    }
  }
}
