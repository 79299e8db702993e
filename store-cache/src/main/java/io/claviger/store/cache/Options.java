package io.claviger.store.cache;

import io.claviger.model.InvalidValueException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

/**
 * The options of a cache.
 *
 * @param maxStaleness the largest age of an answer
 * @param staleIfError the largest age of an answer while the store fails; empty if there is none
 * @param loadTimeout how long a request waits
 * @param changeFeed whether to ask the change feed of the store
 */
record Options(
    Duration maxStaleness,
    Optional<Duration> staleIfError,
    Duration loadTimeout,
    boolean changeFeed,
    Sizes sizes,
    Clocks clocks,
    ScheduledExecutorService background,
    Executor reads) {
  private static final Duration MIN = Duration.ofMillis(10);
  private static final Duration UNKNOWN = Duration.ofSeconds(1);

  /** Checks the two bounds against each other, since they can be set in any order. */
  Options {
    if (staleIfError.isPresent() && staleIfError.get().compareTo(maxStaleness) < 0) {
      throw InvalidValueException.of(
          "staleIfError",
          staleIfError.get(),
          "must not be shorter than maxStaleness, " + maxStaleness);
    }
  }

  /** Returns the duration; refuses one that is shorter than 10 milliseconds, or too long. */
  static Duration checked(String what, Duration value, Duration longest) {
    if (value.compareTo(MIN) < 0 || value.compareTo(longest) > 0) {
      throw InvalidValueException.of(what, value, "must be " + MIN + " to " + longest);
    }
    return value;
  }

  /** Returns how long the cache remembers that a key does not exist. */
  Duration unknown() {
    return UNKNOWN.compareTo(maxStaleness) < 0 ? UNKNOWN : maxStaleness;
  }

  /** Returns the nanoseconds that a request which began then still waits. */
  long remaining(Moment begun) {
    return Math.max(0, loadTimeout.toNanos() - (clocks.ticker().nanos() - begun.nanos()));
  }

  /** Returns the age above which a key is never served. */
  Duration last() {
    return staleIfError.orElse(maxStaleness);
  }
}
