package io.claviger.http.digest;

import java.time.Instant;
import java.util.Objects;

/**
 * Remembers the uses of nonces until they expire, so that nobody can replay the request of another
 * client. Thread-safe.
 *
 * <p>Servers with the same peppers accept each other's nonces. A request that one of them served
 * can be replayed at another one, unless they also share a window.
 */
@FunctionalInterface
public interface ReplayWindow {
  /**
   * Remembers this use if it is {@link Verdict#FIRST}. The call is atomic: of several calls at the
   * same time with the same nonce and count, exactly one is the first. The caller has checked
   * before that the nonce has not expired.
   *
   * <p>Clocks may be set back. After a window has forgotten a nonce, it should return {@link
   * Verdict#UNKNOWN} for all nonces that were made at the same time or earlier.
   *
   * @param now the current time; uses that have expired by then can be forgotten
   * @throws io.claviger.model.StoreException if the window fails. Its kind is UNREACHABLE if a
   *     later call may succeed. Every other exception is reported as a FAULT
   */
  Verdict use(NonceUse use, Instant now);

  /** The answer of a window about a use. */
  enum Verdict {
    /** The nonce was never used with this count before, and has uses left. */
    FIRST,
    /** The nonce was used with this count. */
    REPEATED,
    /** The nonce has reached its largest number of counts. */
    USED_UP,
    /** The window has forgotten the uses of this nonce, or never knew them. */
    UNKNOWN
  }

  /**
   * Creates a window in the memory of this process, for at most 100,000 nonces.
   *
   * @see #inMemory(Instant, int)
   */
  static ReplayWindow inMemory(Instant since) {
    return inMemory(since, 100_000);
  }

  /**
   * Creates a window in the memory of this process. Nonces that were made before it began, for
   * example by an earlier process, are {@link Verdict#UNKNOWN}.
   *
   * <p>The window forgets its oldest nonces when it has more than {@code nonces} of them, or when
   * they have more than 64 times {@code nonces} uses together. It forgets all nonces of one second
   * at once. Afterwards they are {@link Verdict#UNKNOWN} and never new. So it needs room for more
   * nonces than are made in a second.
   *
   * <p>The clock may be set back to a time before the window began, or to a second that it has
   * forgotten. Then new nonces are {@link Verdict#UNKNOWN}, too, until the clock has caught up.
   *
   * @param since when the window begins: now
   * @param nonces the largest number of nonces, 1 or more. A nonce takes about 200 bytes with its
   *     first use, and four to eight more bytes for each further use
   * @throws io.claviger.model.InvalidValueException for a number below 1
   */
  static ReplayWindow inMemory(Instant since, int nonces) {
    return new InMemoryReplayWindow(Objects.requireNonNull(since, "since"), nonces);
  }
}
