package io.claviger.store.cache;

import io.claviger.model.ErrorCode;
import io.claviger.model.InvalidValueException;
import java.time.Duration;
import java.util.Optional;

/**
 * The durations that an application may set.
 *
 * @param maxStaleness the largest age of an answer
 * @param staleIfError the largest age of an answer while the store fails; empty if there is none
 * @param loadTimeout how long a request waits
 */
record Bounds(Duration maxStaleness, Optional<Duration> staleIfError, Duration loadTimeout) {
  private static final Duration LEAST = Duration.ofMillis(10);
  private static final Duration UNKNOWN = Duration.ofSeconds(1);

  static Bounds standard() {
    return new Bounds(Duration.ofSeconds(5), Optional.empty(), Duration.ofSeconds(3));
  }

  Bounds withMaxStaleness(Duration bound) {
    require("maxStaleness", bound, Duration.ofHours(1));
    return new Bounds(bound, staleIfError, loadTimeout);
  }

  Bounds withStaleIfError(Duration bound) {
    require("staleIfError", bound, Duration.ofDays(1));
    return new Bounds(maxStaleness, Optional.of(bound), loadTimeout);
  }

  Bounds withLoadTimeout(Duration bound) {
    require("load timeout", bound, Duration.ofMinutes(1));
    return new Bounds(maxStaleness, staleIfError, bound);
  }

  /** Checks the two bounds against each other, since they can be set in any order. */
  Bounds checked() {
    if (staleIfError.isPresent() && staleIfError.get().compareTo(maxStaleness) < 0) {
      throw invalid(
          "staleIfError",
          staleIfError.get(),
          "must not be shorter than maxStaleness, " + maxStaleness);
    }
    return this;
  }

  /** Returns how long the cache remembers that a key does not exist. */
  Duration unknown() {
    return UNKNOWN.compareTo(maxStaleness) < 0 ? UNKNOWN : maxStaleness;
  }

  /** Returns the age above which a key is never served. */
  Duration last() {
    return staleIfError.orElse(maxStaleness);
  }

  private static void require(String what, Duration value, Duration most) {
    if (value.compareTo(LEAST) < 0 || value.compareTo(most) > 0) {
      throw invalid(what, value, "must be " + LEAST + " to " + most);
    }
  }

  private static InvalidValueException invalid(String what, Duration value, String rule) {
    return InvalidValueException.of(ErrorCode.INVALID_VALUE, what, value.toString(), rule);
  }
}
