package io.claviger.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The time for which the older secrets of a key stay valid when the key is rotated. A secret that
 * expires earlier anyway keeps its own expiry. Immutable; durations and instants are cut to
 * microseconds.
 */
public final class GracePeriod {
  private enum Kind {
    NONE,
    FIXED,
    UNTIL,
    AFTER_FIRST_USE,
    UNTIL_DELETED
  }

  private static final GracePeriod NONE = new GracePeriod(Kind.NONE, Duration.ZERO, Instant.EPOCH);
  private static final GracePeriod UNTIL_DELETED =
      new GracePeriod(Kind.UNTIL_DELETED, Duration.ZERO, Instant.EPOCH);

  private final Kind kind;
  private final Duration duration;
  private final Instant end;

  private GracePeriod(Kind kind, Duration duration, Instant end) {
    this.kind = kind;
    this.duration = duration;
    this.end = end;
  }

  /** Older secrets expire with the rotation. */
  public static GracePeriod none() {
    return NONE;
  }

  /**
   * Older secrets expire a fixed time after the rotation.
   *
   * @param duration one microsecond to 365 days
   * @throws InvalidValueException if it is out of range
   */
  public static GracePeriod of(Duration duration) {
    Duration cut = span(Objects.requireNonNull(duration, "duration"));
    if (cut.isZero()) {
      throw InvalidValueException.of(
          "grace",
          duration,
          "must be at least a microsecond; to end old secrets at once, use none()");
    }
    return new GracePeriod(Kind.FIXED, cut, Instant.EPOCH);
  }

  /**
   * Older secrets expire at an instant, which must be in the future when the key is rotated.
   *
   * @throws InvalidValueException if it is outside the years 1 to 9999
   */
  public static GracePeriod until(Instant end) {
    Objects.requireNonNull(end, "end");
    Instant cut = Timestamps.micros("end of the old secret", end);
    return new GracePeriod(Kind.UNTIL, Duration.ZERO, cut);
  }

  /**
   * Older secrets expire {@code grace} after the newest secret is first used. Until then they stay
   * valid. If the newest secret is deleted, the one before it takes its place.
   *
   * <p>A first use is noticed when it authenticates outside a transaction of the application. If
   * the store cannot be changed at that moment, a use at least one second later is noticed instead.
   *
   * @param grace zero to 365 days
   * @throws InvalidValueException if it is out of range
   */
  public static GracePeriod afterFirstUse(Duration grace) {
    Objects.requireNonNull(grace, "grace");
    return new GracePeriod(Kind.AFTER_FIRST_USE, span(grace), Instant.EPOCH);
  }

  /** Older secrets stay valid until somebody deletes them. */
  public static GracePeriod untilDeleted() {
    return UNTIL_DELETED;
  }

  private static Duration span(Duration duration) {
    return Timestamps.span("grace", duration, SecretInfo.MAX_GRACE);
  }

  /**
   * Returns the effect of a rotation at this instant on each older secret. The function returns the
   * secret with its new expiry or grace, or empty if the secret expires with the rotation.
   *
   * @throws InvalidValueException if the grace period ends at or before this instant
   */
  public Function<SecretInfo, Optional<SecretInfo>> at(Instant rotation) {
    Objects.requireNonNull(rotation, "rotation");
    return switch (kind) {
      case NONE -> older -> Optional.empty();
      case FIXED -> endingAt(rotation.plus(duration), rotation);
      case UNTIL -> endingAt(end, rotation);
      case AFTER_FIRST_USE -> older -> Optional.of(older.endingAfterUse(duration));
      case UNTIL_DELETED -> Optional::of;
    };
  }

  private static Function<SecretInfo, Optional<SecretInfo>> endingAt(Instant end, Instant now) {
    if (!now.isBefore(end)) {
      throw InvalidValueException.of(
          "end of the old secret",
          end,
          "is not after now (" + now + "); to end it at once, use no grace period");
    }
    return older -> Optional.of(older.endingAt(end));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof GracePeriod that
        && kind == that.kind
        && duration.equals(that.duration)
        && end.equals(that.end);
  }

  @Override
  public int hashCode() {
    return Objects.hash(kind, duration, end);
  }

  /**
   * Returns the text that {@link EventType#API_KEY_ROTATED} stores: {@code none}, {@code for} and
   * the duration, {@code until} and the instant, {@code after first use} and the grace, or {@code
   * until deleted}; earlier versions wrote {@code by hand}. Durations and instants are in ISO 8601.
   */
  @Override
  public String toString() {
    return switch (kind) {
      case NONE -> "none";
      case FIXED -> "for " + duration;
      case UNTIL -> "until " + end;
      case AFTER_FIRST_USE -> "after first use " + duration;
      case UNTIL_DELETED -> "until deleted";
    };
  }
}
