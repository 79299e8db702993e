package io.claviger.store.tck.internal;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The time that the contract waits for other threads, much longer than a change takes. */
public final class TestTimeout {
  private static final long USUAL_SECONDS = 60;

  /** Is in seconds, at most the longest deadline of a change. */
  private static final Setting SETTING =
      new Setting("claviger.tck.timeout", 1, Duration.ofDays(1).toSeconds());

  private TestTimeout() {}

  /** Returns the time for each wait. */
  public static Duration limit() {
    return Duration.ofSeconds(SETTING.value().orElse(USUAL_SECONDS));
  }

  /** Returns the answer of the thread; if it threw an {@link Error}, throws the same. */
  public static <T> T await(Future<T> answer) throws Exception {
    return await(answer, limit());
  }

  static <T> T await(Future<T> answer, Duration limit) throws Exception {
    try {
      return answer.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      // The stack trace of the other thread is the useful one.
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e;
    } catch (TimeoutException e) {
      throw new AssertionError(
          "no answer within "
              + limit.toSeconds()
              + " s; a slow store is given more by -D"
              + SETTING.name()
              + " (seconds), and each test by an @Timeout",
          e);
    }
  }
}
