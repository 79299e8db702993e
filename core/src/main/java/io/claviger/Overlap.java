package io.claviger;

import io.claviger.internal.value.Timestamps;
import java.time.Duration;
import java.time.Instant;

/**
 * How long the secrets that a key has live on when it gets a new one. A secret that ends earlier
 * anyway keeps its own end.
 */
public sealed interface Overlap {
  /** They end with the rotation. */
  record None() implements Overlap {
    @Override
    public String toString() {
      return "none";
    }
  }

  /**
   * They end at a set time.
   *
   * @param at must lie ahead when the key is rotated; microseconds, finer parts are cut off
   */
  record Until(Instant at) implements Overlap {
    /** Cuts the instant to microseconds. */
    public Until {
      at = Timestamps.micros("end of the old secret", at);
    }

    @Override
    public String toString() {
      return "until " + at;
    }
  }

  /**
   * They end some time after a newer secret of the key, which waits for none itself, has
   * authenticated for the first time: the newest, if all are rotated so; never, as long as nobody
   * uses one. Where the newest is deleted, the one before it is the newest. If the store cannot be
   * changed at that moment, a use a second later or after that counts; an authentication within a
   * transaction of the host's does not.
   *
   * @param grace zero to 365 days; microseconds, finer parts are cut off
   */
  record AfterFirstUse(Duration grace) implements Overlap {
    /** Cuts the duration to microseconds; throws {@link InvalidValue} out of range. */
    public AfterFirstUse {
      grace = Timestamps.span("grace", grace, SecretInfo.LONGEST_GRACE);
    }

    @Override
    public String toString() {
      return "after first use " + grace;
    }
  }

  /** They live on until {@link ApiKeys#deleteSecret} ends them. */
  record ByHand() implements Overlap {
    @Override
    public String toString() {
      return "by hand";
    }
  }

  /**
   * The text that {@link EventType#API_KEY_ROTATED} keeps: {@code none}, {@code until} and the
   * instant, {@code after first use} and the grace as in ISO 8601, or {@code by hand}.
   */
  @Override
  String toString();

  /** They end at once. */
  static Overlap none() {
    return new None();
  }

  /** They end at this instant. */
  static Overlap until(Instant at) {
    return new Until(at);
  }

  /** They end so long after the new secret was used first. */
  static Overlap afterFirstUse(Duration grace) {
    return new AfterFirstUse(grace);
  }

  /** They live on until somebody ends them. */
  static Overlap byHand() {
    return new ByHand();
  }
}
