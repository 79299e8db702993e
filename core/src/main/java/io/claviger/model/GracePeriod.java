package io.claviger.model;

import java.time.Duration;
import java.time.Instant;

/**
 * How long the older secrets of a key stay valid when the key is rotated. A secret that expires
 * earlier anyway keeps its own expiry.
 */
public sealed interface GracePeriod {
  /** Older secrets expire with the rotation. */
  record None() implements GracePeriod {
    @Override
    public String toString() {
      return "none";
    }
  }

  /**
   * Older secrets expire a fixed time after the rotation.
   *
   * @param duration more than zero, at most 365 days; cut to microseconds
   */
  record Fixed(Duration duration) implements GracePeriod {
    /** Throws {@link InvalidValueException} if the duration is out of range. */
    public Fixed {
      duration = Timestamps.span("grace", duration, SecretInfo.LONGEST_GRACE);
    }

    @Override
    public String toString() {
      return "for " + duration;
    }
  }

  /**
   * Older secrets expire at an instant.
   *
   * @param at must be in the future when the key is rotated; cut to microseconds
   */
  record Until(Instant at) implements GracePeriod {
    /** Throws {@link InvalidValueException} if the instant is out of range. */
    public Until {
      at = Timestamps.micros("end of the old secret", at);
    }

    @Override
    public String toString() {
      return "until " + at;
    }
  }

  /**
   * Older secrets expire {@code grace} after the newest secret is first used. Until then they stay
   * valid. If the newest secret is deleted, the one before it takes its place.
   *
   * <p>A first use is noticed when it authenticates outside a transaction of the application. If
   * the store cannot be changed at that moment, a use at least one second later is noticed instead.
   *
   * @param grace zero to 365 days; cut to microseconds
   */
  record AfterFirstUse(Duration grace) implements GracePeriod {
    /** Throws {@link InvalidValueException} if the duration is out of range. */
    public AfterFirstUse {
      grace = Timestamps.span("grace", grace, SecretInfo.LONGEST_GRACE);
    }

    @Override
    public String toString() {
      return "after first use " + grace;
    }
  }

  /** Older secrets stay valid until somebody deletes them. */
  record UntilDeleted() implements GracePeriod {
    @Override
    public String toString() {
      return "by hand";
    }
  }

  /**
   * Returns the text that {@link EventType#API_KEY_ROTATED} stores: {@code none}, {@code for} and
   * the duration, {@code until} and the instant, {@code after first use} and the grace, or {@code
   * by hand}. Durations and instants are in ISO 8601.
   */
  @Override
  String toString();

  /** Older secrets expire at once. */
  static GracePeriod none() {
    return new None();
  }

  /** Older secrets expire this long after the rotation. */
  static GracePeriod of(Duration duration) {
    return new Fixed(duration);
  }

  /** Older secrets expire at this instant. */
  static GracePeriod until(Instant at) {
    return new Until(at);
  }

  /** Older secrets expire this long after the new secret is first used. */
  static GracePeriod afterFirstUse(Duration grace) {
    return new AfterFirstUse(grace);
  }

  /** Older secrets stay valid until somebody deletes them. */
  static GracePeriod untilDeleted() {
    return new UntilDeleted();
  }
}
