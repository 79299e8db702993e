package io.claviger.internal.credential;

import io.claviger.SecretId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is done for secrets in the background: for each by one use at a time, and after a pause,
 * since what is wrong or old may stay so. Thread-safe.
 */
public final class Attempts {
  private static final int MOST_REMEMBERED = 100_000;

  /** An executor of the host may drop what it took, and nobody would end it. */
  private static final Duration LOST = Duration.ofMinutes(2);

  /** Where there is no room, those that are lost are looked for so often. */
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  private final int mostAtATime;
  private final Duration pause;
  private final Map<SecretId, Instant> underWay = new ConcurrentHashMap<>();
  private final Map<SecretId, Instant> begun = new ConcurrentHashMap<>();
  private volatile Instant looked = Instant.EPOCH;

  /** At most so many at the same time, and for one secret at least a pause apart. */
  public Attempts(int mostAtATime, Duration pause) {
    this.mostAtATime = mostAtATime;
    this.pause = pause;
  }

  /**
   * Whether one may begin now, which {@linkplain #end ends} or is {@linkplain #takeBack no more}.
   */
  public boolean begin(SecretId id, Instant now) {
    if (hasBegunLately(id, now) || !takePlace(id, now)) {
      return false;
    }
    if (hasBegunLately(id, now)) {
      // One that was quicker has begun since, and ended.
      underWay.remove(id, now);
      return false;
    }
    begun.put(id, now);
    return true;
  }

  private boolean takePlace(SecretId id, Instant now) {
    Instant since = underWay.get(id);
    if (since != null) {
      return isLost(since, now) && underWay.replace(id, since, now);
    }
    return hasRoom(now) && underWay.putIfAbsent(id, now) == null;
  }

  private boolean hasRoom(Instant now) {
    if (underWay.size() >= mostAtATime && apart(looked, now).compareTo(BETWEEN_LOOKS) >= 0) {
      looked = now;
      underWay.values().removeIf(since -> isLost(since, now));
    }
    return underWay.size() < mostAtATime;
  }

  private static boolean isLost(Instant since, Instant now) {
    return apart(since, now).compareTo(LOST) >= 0;
  }

  private boolean hasBegunLately(SecretId id, Instant now) {
    if (begun.size() >= MOST_REMEMBERED) {
      begun.clear();
    }
    Instant last = begun.get(id);
    return last != null && apart(last, now).compareTo(pause) < 0;
  }

  /** Clocks may be set. */
  private static Duration apart(Instant one, Instant other) {
    return Duration.between(one, other).abs();
  }

  /** Whether the one that began then is still to be done: it may come so late that it was lost. */
  public boolean isUnderWay(SecretId id, Instant then) {
    return then.equals(underWay.get(id));
  }

  /** The one that began then is over, whatever came of it. */
  public void end(SecretId id, Instant then) {
    underWay.remove(id, then);
  }

  /** It could not even begin, and needs no pause. */
  public void takeBack(SecretId id, Instant then) {
    begun.remove(id);
    underWay.remove(id, then);
  }
}
