package io.claviger.internal.credential;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.Samples;
import io.claviger.SecretId;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class AttemptsTest {
  private static final Duration PAUSE = Duration.ofMinutes(1);
  private static final SecretId ID = Samples.secretId(1);

  @Test
  void oneBeginsAfterThePauseOnly() {
    Attempts attempts = new Attempts(1, PAUSE);
    assertEquals(true, attempts.begin(ID, Samples.NOW));
    attempts.end(ID, Samples.NOW);
    assertEquals(false, attempts.begin(ID, Samples.NOW.plus(PAUSE).minusNanos(1)));
    assertEquals(true, attempts.begin(ID, Samples.NOW.plus(PAUSE)));
  }

  /** Who looks for an earlier one, and takes its place when that has ended, is too late. */
  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void oneThatEndsAtOnceIsNotRepeatedByARival() throws Exception {
    int rounds = 20_000;
    Attempts attempts = new Attempts(rounds, PAUSE);
    AtomicInteger begun = new AtomicInteger();
    CyclicBarrier start = new CyclicBarrier(2);
    Thread rival = new Thread(() -> beginAll(attempts, rounds, begun, start));
    rival.start();
    beginAll(attempts, rounds, begun, start);
    rival.join();
    assertEquals(rounds, begun.get());
  }

  private static void beginAll(
      Attempts attempts, int rounds, AtomicInteger begun, CyclicBarrier start) {
    try {
      start.await();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    for (int i = 0; i < rounds; i++) {
      SecretId id = Samples.secretId(i);
      Instant now = Samples.NOW;
      if (attempts.begin(id, now)) {
        begun.incrementAndGet();
        attempts.end(id, now);
      }
    }
  }
}
