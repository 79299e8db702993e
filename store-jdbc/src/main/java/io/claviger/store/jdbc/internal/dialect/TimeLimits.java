package io.claviger.store.jdbc.internal.dialect;

import java.time.Duration;

/**
 * The time limits of a transaction.
 *
 * @param lockWait how long each lock is waited for
 * @param statement how long one statement may run
 * @param idle how long a client may pause between two statements, in whole seconds. After that, the
 *     server ends its connection and releases its rows. Zero means without limit. H2 has no such
 *     limit
 */
public record TimeLimits(Duration lockWait, Duration statement, Duration idle) {
  private static final Duration IDLE = Duration.ofSeconds(3);

  /**
   * Stays below the deadline of a change (5 s), so that a hanging connection cannot hold the next.
   */
  public static final TimeLimits OF_CHANGE =
      new TimeLimits(Duration.ofSeconds(2), Duration.ofSeconds(3), IDLE);

  /**
   * Limits one try to count usage, so that the rows of other organizations do not wait with it.
   * MariaDB has whole seconds only, so it does not wait there.
   */
  public static final TimeLimits OF_USAGE =
      new TimeLimits(Duration.ofMillis(50), Duration.ofSeconds(3), IDLE);

  /** Another process may rebuild large tables; the connection with the lock is idle meanwhile. */
  public static final TimeLimits OF_MIGRATION =
      new TimeLimits(Duration.ofMinutes(10), Duration.ofMinutes(10), Duration.ZERO);
}
