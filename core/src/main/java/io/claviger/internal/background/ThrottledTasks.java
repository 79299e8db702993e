package io.claviger.internal.background;

import io.claviger.model.BackgroundFailure.Task;
import io.claviger.model.SecretId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * Limits background work for secrets. For each secret there is one attempt at a time, and a pause
 * before the next one, since an attempt that failed may fail again. If an attempt fails or is
 * refused, the request goes on, and a later use of the secret tries again. Thread-safe.
 */
public final class ThrottledTasks {
  private static final int MAX_REMEMBERED = 100_000;

  /**
   * The limits of attempts.
   *
   * @param mostAtATime the largest number of attempts that run at the same time
   * @param pause the time between the beginnings of two attempts for one secret
   */
  public record Limits(int mostAtATime, Duration pause) {}

  private final Executor background;
  private final Failures failures;
  private final Task kind;
  private final Limits limits;
  private final Set<SecretId> underWay = ConcurrentHashMap.newKeySet();
  private final Map<SecretId, Instant> begun = new ConcurrentHashMap<>();

  public ThrottledTasks(Executor background, Failures failures, Task kind, Limits limits) {
    this.background = background;
    this.failures = failures;
    this.kind = kind;
    this.limits = limits;
  }

  /** Hands the work to the background if an attempt may begin now. Returns at once. */
  public void attempt(SecretId id, Instant now, Runnable work) {
    if (!begin(id, now)) {
      return;
    }
    try {
      background.execute(() -> run(id, work));
    } catch (RuntimeException | Error e) {
      // The executor refused the work or cannot start a thread. The next use needs no pause.
      failures.add(kind, e);
      begun.remove(id);
      underWay.remove(id);
    }
  }

  private void run(SecretId id, Runnable work) {
    try {
      work.run();
    } catch (Throwable e) {
      failures.add(kind, e);
    } finally {
      underWay.remove(id);
    }
  }

  private boolean begin(SecretId id, Instant now) {
    if (hasBegunLately(id, now) || underWay.size() >= limits.mostAtATime() || !underWay.add(id)) {
      return false;
    }
    if (hasBegunLately(id, now)) {
      // Another use has begun and ended an attempt since the first check.
      underWay.remove(id);
      return false;
    }
    begun.put(id, now);
    return true;
  }

  private boolean hasBegunLately(SecretId id, Instant now) {
    if (begun.size() >= MAX_REMEMBERED) {
      begun.clear();
    }
    Instant last = begun.get(id);
    // The absolute value, since clocks may be set back.
    return last != null && Duration.between(last, now).abs().compareTo(limits.pause()) < 0;
  }
}
