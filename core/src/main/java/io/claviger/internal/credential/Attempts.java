package io.claviger.internal.credential;

import io.claviger.SecretId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is done for secrets in the background: for each by one use at a time, and after a pause,
 * since what is wrong or old may stay so. Thread-safe.
 */
public final class Attempts {
  private static final int MOST_REMEMBERED = 100_000;

  private final int mostAtATime;
  private final Duration pause;
  private final Set<SecretId> underWay = ConcurrentHashMap.newKeySet();
  private final Map<SecretId, Instant> begun = new ConcurrentHashMap<>();

  /** At most so many at the same time, and for one secret at least a pause apart. */
  public Attempts(int mostAtATime, Duration pause) {
    this.mostAtATime = mostAtATime;
    this.pause = pause;
  }

  /**
   * Whether one may begin now, which {@linkplain #end ends} or is {@linkplain #takeBack no more}.
   */
  public boolean begin(SecretId id, Instant now) {
    if (underWay.size() >= mostAtATime || hasBegunLately(id, now) || !underWay.add(id)) {
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
    return last != null && Duration.between(last, now).abs().compareTo(pause) < 0;
  }

  /** Whatever came of it. */
  public void end(SecretId id) {
    underWay.remove(id);
  }

  /** It was not begun after all. */
  public void takeBack(SecretId id) {
    begun.remove(id);
    underWay.remove(id);
  }
}
