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
 * Work for secrets in the background: for each secret one attempt at a time, and the next one after
 * a pause, since an attempt that failed may fail again. An attempt that fails or is refused is no
 * failure of the request: a later use tries again. Thread-safe.
 */
public final class Attempts {
  private static final int MOST_REMEMBERED = 100_000;

  /** The limits on attempts: so many under way, and this pause between two for one secret. */
  public record Limits(int mostAtATime, Duration pause) {}

  private final Executor background;
  private final Failures failures;
  private final Task kind;
  private final Limits limits;
  private final Set<SecretId> underWay = ConcurrentHashMap.newKeySet();
  private final Map<SecretId, Instant> begun = new ConcurrentHashMap<>();

  public Attempts(Executor background, Failures failures, Task kind, Limits limits) {
    this.background = background;
    this.failures = failures;
    this.kind = kind;
    this.limits = limits;
  }

  /** Hands the work to the background if an attempt may begin now; returns at once. */
  public void attempt(SecretId id, Instant now, Runnable work) {
    if (!begin(id, now)) {
      return;
    }
    try {
      background.execute(() -> run(id, work));
    } catch (RuntimeException | Error e) {
      // Refused, or there is no thread to be had: the next use needs no pause.
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
      // Another use was quicker, and its attempt has ended since.
      underWay.remove(id);
      return false;
    }
    begun.put(id, now);
    return true;
  }

  private boolean hasBegunLately(SecretId id, Instant now) {
    if (begun.size() >= MOST_REMEMBERED) {
      begun.clear();
    }
    Instant last = begun.get(id);
    // Absolute, since clocks may be set back.
    return last != null && Duration.between(last, now).abs().compareTo(limits.pause()) < 0;
  }
}
