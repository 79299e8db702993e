package io.claviger.http.digest;

import java.time.Instant;

/**
 * Remembers the uses of nonces until they expire, so that nobody sends another's request again.
 * Thread-safe. Servers that share the peppers take each other's nonces; what one of them served can
 * be sent again to another, unless they also share a window.
 */
@FunctionalInterface
public interface ReplayWindow {
  /**
   * Remembers this use, if it is {@link Verdict#FIRST}. Atomic: of many calls at the same time with
   * the same nonce and count, exactly one is the first. Whether the nonce has expired is judged
   * before. A clock may be set back: what was made no later than something that was forgotten
   * should be {@link Verdict#UNKNOWN}.
   *
   * @param now what time it is; what expired by then can be forgotten
   * @throws io.claviger.model.StoreException if the window is in trouble, of kind UNREACHABLE where
   *     a later call may help. What else is thrown is told as a FAULT
   */
  Verdict use(NonceUse use, Instant now);

  /** What is known of a use. */
  enum Verdict {
    /** The nonce was never used with this count before, and has uses left. */
    FIRST,
    /** The nonce was used with this count. */
    REPEATED,
    /** The nonce was used with as many other counts as it may be. */
    USED_UP,
    /** What was seen of this nonce is not known any more, or never was. */
    UNKNOWN
  }

  /** One in the memory of this process, of at most 100,000 nonces. */
  static ReplayWindow inMemory(Instant since) {
    return inMemory(since, 100_000);
  }

  /**
   * One in the memory of this process. It knows nothing of nonces that were made before it began,
   * by a process before this one, say. When there are too many nonces, or more than 64 uses for
   * each that there may be, it forgets the oldest ones, all of one second together, which then are
   * {@link Verdict#UNKNOWN}, never new; so it needs room for more than are made in a second. So
   * they are where the clock is set back behind its beginning or what it has forgotten, until it
   * has caught up.
   *
   * @param since when it begins: now
   * @param nonces how many it remembers at most; 1 or more. One that is used once takes some 200
   *     bytes, and four to eight more for each further use
   * @throws io.claviger.model.InvalidValueException for a number below 1
   */
  static ReplayWindow inMemory(Instant since, int nonces) {
    return new InMemoryReplayWindow(since, nonces);
  }
}
