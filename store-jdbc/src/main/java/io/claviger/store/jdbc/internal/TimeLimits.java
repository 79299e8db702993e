package io.claviger.store.jdbc.internal;

import java.time.Duration;

/**
 * How long a transaction may be held up.
 *
 * @param lockWait by others, at each lock
 * @param statement by one statement
 * @param idle between two statements, by a client that vanished or stands still: the server ends
 *     its connection then, and lets the rows go that it holds; zero is for ever, whatever the
 *     server says otherwise. In whole seconds; H2 knows no such limit
 */
record TimeLimits(Duration lockWait, Duration statement, Duration idle) {
  private static final Duration IDLE = Duration.ofSeconds(3);

  /**
   * Below the deadline of a change (5 s), so that a hanging connection cannot hold the next one.
   */
  static final TimeLimits OF_CHANGE =
      new TimeLimits(Duration.ofSeconds(2), Duration.ofSeconds(3), IDLE);

  /**
   * For one try to count usage: the rows of other organizations that it has must not wait with it.
   * MariaDB knows whole seconds, so it does not wait there.
   */
  static final TimeLimits OF_USAGE =
      new TimeLimits(Duration.ofMillis(50), Duration.ofSeconds(3), IDLE);

  /** Others may be rebuilding large tables; what holds the lock is idle meanwhile. */
  static final TimeLimits OF_MIGRATION =
      new TimeLimits(Duration.ofMinutes(10), Duration.ofMinutes(10), Duration.ZERO);
}
