package io.claviger.store.cache;

import io.claviger.model.ErrorCode;
import io.claviger.model.InvalidValueException;
import java.time.Duration;
import java.util.Optional;

/**
 * How long things may take.
 *
 * @param maxStaleness of what is answered
 * @param unconfirmed of what is answered while the store fails; empty: it is not
 * @param patience of a request with the store
 */
record Bounds(Duration maxStaleness, Optional<Duration> unconfirmed, Duration patience) {
  private static final Duration LEAST = Duration.ofMillis(10);
  private static final Duration UNKNOWN = Duration.ofSeconds(1);

  static Bounds standard() {
    return new Bounds(Duration.ofSeconds(5), Optional.empty(), Duration.ofSeconds(3));
  }

  Bounds withMaxStaleness(Duration bound) {
    require("maxStaleness", bound, Duration.ofHours(1));
    return new Bounds(bound, unconfirmed, patience);
  }

  Bounds withUnconfirmed(Duration bound) {
    require("second bound", bound, Duration.ofDays(1));
    return new Bounds(maxStaleness, Optional.of(bound), patience);
  }

  Bounds withPatience(Duration bound) {
    require("patience", bound, Duration.ofMinutes(1));
    return new Bounds(maxStaleness, unconfirmed, bound);
  }

  /** The two bounds can be set in any order, so they are compared in the end. */
  Bounds checked() {
    if (unconfirmed.isPresent() && unconfirmed.get().compareTo(maxStaleness) < 0) {
      throw invalid(
          "second bound", unconfirmed.get(), "must not be shorter than the first, " + maxStaleness);
    }
    return this;
  }

  /** How long it is remembered that nobody has a key. */
  Duration unknown() {
    return UNKNOWN.compareTo(maxStaleness) < 0 ? UNKNOWN : maxStaleness;
  }

  /** After that nothing is answered any more without asking. */
  Duration last() {
    return unconfirmed.orElse(maxStaleness);
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
