package io.claviger.store.tck.internal;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** How long the contract waits for other threads: far above what a change takes. */
public final class Patience {
  /** A system property: seconds, for stores that are far away. */
  private static final String PROPERTY = "claviger.tck.patience";

  private static final long USUAL_SECONDS = 60;

  private Patience() {}

  /** For each wait. */
  public static Duration limit() {
    return Duration.ofSeconds(Long.getLong(PROPERTY, USUAL_SECONDS));
  }

  /** What the thread answers; an {@link Error} of its own is thrown as it is. */
  public static <T> T await(Future<T> answer) throws Exception {
    long seconds = limit().toSeconds();
    try {
      return answer.get(seconds, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      // The stack trace that matters is that of the other thread.
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e;
    } catch (TimeoutException e) {
      throw new AssertionError(
          "no answer within " + seconds + " s; a slow store is given more by -D" + PROPERTY, e);
    }
  }
}
