package io.claviger.http.digest;

import io.claviger.model.InvalidValueException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A replay window in memory, which keeps nonces by the second in which they were made. It forgets
 * the nonces of a second together: when all of them have expired, or when they are the oldest and
 * there are too many. After that no nonce of that second or before counts as new, even if the clock
 * is set back.
 */
final class InMemoryReplayWindow implements ReplayWindow {
  private static final class Second {
    private final Map<String, NonceCounts> nonces = new HashMap<>();
    private Instant expires = Instant.MIN;

    long uses() {
      return nonces.values().stream().mapToLong(NonceCounts::size).sum();
    }
  }

  /** The maximum of uses of all nonces together is this times {@code maxNonces}. */
  private static final long USES = 64;

  private final int maxNonces;
  private final ReentrantLock lock = new ReentrantLock();
  private final TreeMap<Long, Second> seconds = new TreeMap<>();
  private Instant since;
  private int size;
  private long uses;

  /** Creates a window that begins at {@code since} and keeps at most this many nonces. */
  InMemoryReplayWindow(Instant since, int nonces) {
    if (nonces < 1) {
      throw InvalidValueException.of("number of nonces", nonces, "must be 1 or more");
    }
    // Nonces contain whole microseconds, so one that is made now could seem older than this.
    this.since = since.truncatedTo(ChronoUnit.MICROS);
    this.maxNonces = nonces;
  }

  @Override
  public Verdict use(NonceUse use, Instant now) {
    lock.lock();
    try {
      forgetExpired(now);
      if (use.made().isBefore(since)) {
        return Verdict.UNKNOWN;
      }
      Verdict verdict = remember(use);
      // For lack of room, it may have forgotten the second of this use.
      return use.made().isBefore(since) ? Verdict.UNKNOWN : verdict;
    } finally {
      lock.unlock();
    }
  }

  int size() {
    lock.lock();
    try {
      return size;
    } finally {
      lock.unlock();
    }
  }

  private Verdict remember(NonceUse use) {
    Second second = seconds.computeIfAbsent(use.made().getEpochSecond(), made -> new Second());
    NonceCounts counts = second.nonces.get(use.nonce());
    if (counts == null) {
      counts = new NonceCounts();
      second.nonces.put(use.nonce(), counts);
      size++;
    }
    if (use.expires().isAfter(second.expires)) {
      second.expires = use.expires();
    }
    Verdict verdict = counts.add(use.count(), use.maxUses());
    if (verdict == Verdict.FIRST) {
      uses++;
    }
    while (size > maxNonces || uses > maxNonces * USES) {
      forgetOldest();
    }
    return verdict;
  }

  private void forgetExpired(Instant now) {
    while (!seconds.isEmpty() && !seconds.firstEntry().getValue().expires.isAfter(now)) {
      forgetOldest();
    }
  }

  private void forgetOldest() {
    Map.Entry<Long, Second> oldest = seconds.pollFirstEntry();
    size -= oldest.getValue().nonces.size();
    uses -= oldest.getValue().uses();
    Instant end = Instant.ofEpochSecond(oldest.getKey() + 1);
    since = end.isAfter(since) ? end : since;
  }
}
