package io.claviger.http.digest;

import io.claviger.model.ErrorCode;
import io.claviger.model.InvalidValueException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Nonces by the second in which they were made. A second is forgotten as a whole: when all of its
 * nonces have expired, or when it is the oldest and there are too many. From then on no nonce that
 * is as old counts as new, whatever the clock says.
 */
final class InMemoryReplayWindow implements ReplayWindow {
  private static final class Second {
    private final Map<String, NonceCounts> nonces = new HashMap<>();
    private Instant expires = Instant.MIN;

    long uses() {
      return nonces.values().stream().mapToLong(NonceCounts::size).sum();
    }
  }

  /** Of so many for each nonce, a few nonces may take more. */
  private static final long USES = 64;

  private final int most;
  private final ReentrantLock lock = new ReentrantLock();
  private final TreeMap<Long, Second> seconds = new TreeMap<>();
  private Instant since;
  private int size;
  private long uses;

  /** Knows of all nonces made from then on, and of so many at most. */
  InMemoryReplayWindow(Instant since, int nonces) {
    if (nonces < 1) {
      throw InvalidValueException.of(
          ErrorCode.INVALID_VALUE, "most nonces", Integer.toString(nonces), "must be 1 or more");
    }
    // As nonces tell it: one that is made now is not made before.
    this.since = since.truncatedTo(ChronoUnit.MICROS);
    this.most = nonces;
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
      return use.made().isBefore(since) ? Verdict.UNKNOWN : verdict;
    } finally {
      lock.unlock();
    }
  }

  /** How many nonces it remembers. */
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
    Verdict verdict = counts.add(use.count(), use.most());
    if (verdict == Verdict.FIRST) {
      uses++;
    }
    while (size > most || uses > most * USES) {
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
