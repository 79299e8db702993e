package io.claviger.oauth.internal.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.model.ApiKeyId;
import io.claviger.test.SettableTicker;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeyRateTest {
  private static final Optional<Duration> NOW = Optional.empty();

  private final SettableTicker ticker = new SettableTicker();
  private final KeyRate rate = new KeyRate(ticker, Duration.ofSeconds(2), 3);

  @Test
  void aKeyGoesOnThreeTimesAtOnceAndThenEachTwoSeconds() {
    for (int i = 0; i < 3; i++) {
      assertEquals(NOW, rate.waitTime(key(1)));
    }
    assertEquals(Optional.of(Duration.ofSeconds(2)), rate.waitTime(key(1)));
    assertEquals(NOW, rate.waitTime(key(2)), "another key");
    ticker.advance(Duration.ofSeconds(1));
    assertEquals(Optional.of(Duration.ofSeconds(1)), rate.waitTime(key(1)));
    ticker.advance(Duration.ofSeconds(1));
    assertEquals(NOW, rate.waitTime(key(1)));
    assertEquals(Optional.of(Duration.ofSeconds(2)), rate.waitTime(key(1)));
  }

  @Test
  void whoWaitedLongGoesOnThreeTimesAndNoMore() {
    assertEquals(NOW, rate.waitTime(key(1)));
    ticker.advance(Duration.ofDays(1));
    for (int i = 0; i < 3; i++) {
      assertEquals(NOW, rate.waitTime(key(1)));
    }
    assertEquals(Optional.of(Duration.ofSeconds(2)), rate.waitTime(key(1)));
  }

  @Test
  void keysThatUsedUpNothingAreForgottenAndOthersAreNot() {
    for (int i = 0; i < 9_999; i++) {
      assertEquals(NOW, rate.waitTime(key(i)));
    }
    ticker.advance(Duration.ofSeconds(3));
    for (int i = 0; i < 3; i++) {
      assertEquals(NOW, rate.waitTime(key(10_000)));
    }
    assertEquals(1, rate.size());
    assertEquals(Optional.of(Duration.ofSeconds(2)), rate.waitTime(key(10_000)));
  }

  private static ApiKeyId key(int n) {
    return new ApiKeyId(String.format("%024x", n));
  }
}
