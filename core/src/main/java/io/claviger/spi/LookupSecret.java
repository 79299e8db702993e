package io.claviger.spi;

import io.claviger.internal.text.HexId;
import io.claviger.internal.time.Micros;
import io.claviger.model.ErrorCode;
import io.claviger.model.InvalidValueException;
import io.claviger.model.SecretId;
import io.claviger.model.SecretInfo;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a request needs of a secret, in a compact form: what takes memory as a value is made when
 * somebody asks for it. Immutable but for its attachment; equal to another one of equal parts.
 */
public final class LookupSecret {
  private static final long NO_GRACE = -1;

  private final int idHead;
  private final long idTail;
  private final long expiresAt;
  private final long grace;

  /** With a line feed between two, which none has: a list of values takes a third more memory. */
  private final String verifiers;

  // Not volatile: an old one, or none, is as good.
  private @Nullable Object attachment;

  /**
   * Cuts the times to microseconds, and an expiry to the years 1 to 9999; no part may be null.
   *
   * @param expiresAt from this instant on it no longer authenticates; empty for never
   * @param grace as {@link SecretInfo} tells it; where it is left out, the secret does not end when
   *     a newer one is used
   * @param verifiers in order, at most 100; any one of them accepts the secret
   * @throws InvalidValueException if there are too many verifiers, or for a grace that is out of
   *     range
   */
  public LookupSecret(
      SecretId id,
      Optional<Instant> expiresAt,
      Optional<Duration> grace,
      List<Verifier> verifiers) {
    this.idHead = HexId.head(id.value());
    this.idTail = HexId.tail(id.value());
    this.expiresAt = expiresAt.isEmpty() ? Micros.NEVER : Micros.toMicros(expiresAt.get());
    this.grace = grace.isEmpty() ? NO_GRACE : micros(grace.get());
    StoredSecret.requireFew(verifiers);
    this.verifiers = verifiers.stream().map(Verifier::encoded).collect(Collectors.joining("\n"));
  }

  private static long micros(Duration grace) {
    if (grace.isNegative() || grace.compareTo(SecretInfo.LONGEST_GRACE) > 0) {
      throw InvalidValueException.of(
          ErrorCode.INVALID_VALUE, "grace", grace.toString(), "must be zero to 365 days");
    }
    return grace.toNanos() / 1000;
  }

  /** The same of a secret as it is stored. */
  public static LookupSecret of(StoredSecret stored) {
    return new LookupSecret(
        stored.info().id(), stored.info().expiresAt(), stored.info().grace(), stored.verifiers());
  }

  /** Its id. */
  public SecretId id() {
    return new SecretId(HexId.text(idHead, idTail));
  }

  /** From this instant on it no longer authenticates; empty for never. */
  public Optional<Instant> expiresAt() {
    return Micros.orNever(expiresAt);
  }

  /** The same in microseconds since 1970; {@link Long#MAX_VALUE} for never. */
  public long expiresAtMicros() {
    return expiresAt;
  }

  /** How long it lasts once a newer one is used; empty where it does not end by that. */
  public Optional<Duration> grace() {
    return grace == NO_GRACE
        ? Optional.empty()
        : Optional.of(Duration.of(grace, ChronoUnit.MICROS));
  }

  /** Its verifiers, in order; immutable. */
  public List<Verifier> verifiers() {
    return verifiers.isEmpty()
        ? List.of()
        : Arrays.stream(verifiers.split("\n")).map(Verifier::new).toList();
  }

  /** What the request path has attached; null if nothing, or that is forgotten. */
  public @Nullable Object attachment() {
    return attachment;
  }

  /**
   * For the request path alone, which remembers here what it knows of a secret that was accepted.
   */
  public void attach(Object newAttachment) {
    attachment = newAttachment;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof LookupSecret that
        && idHead == that.idHead
        && idTail == that.idTail
        && expiresAt == that.expiresAt
        && grace == that.grace
        && verifiers.equals(that.verifiers);
  }

  @Override
  public int hashCode() {
    return Objects.hash(idHead, idTail, expiresAt, grace, verifiers);
  }

  /** Without its verifiers. */
  @Override
  public String toString() {
    return "LookupSecret[" + id() + "]";
  }
}
