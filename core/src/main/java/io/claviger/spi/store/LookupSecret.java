package io.claviger.spi.store;

import io.claviger.internal.bridge.InternalAccess;
import io.claviger.internal.bridge.VerificationMemo;
import io.claviger.internal.text.Arguments;
import io.claviger.internal.text.HexId;
import io.claviger.internal.text.TokenText;
import io.claviger.internal.time.Micros;
import io.claviger.model.InvalidValueException;
import io.claviger.model.SecretHint;
import io.claviger.model.SecretId;
import io.claviger.model.SecretInfo;
import io.claviger.spi.Verifier;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a secret that a request needs, in a compact form: values that take more memory are
 * made on request. Two objects with equal parts are equal. Immutable, except that the request path
 * remembers with it that the secret was accepted; that is no part of the value.
 */
public final class LookupSecret {
  static {
    InternalAccess.register(LookupSecret.class, new Memo());
  }

  private static final long NO_GRACE = -1;

  private final int idHead;
  private final long idTail;
  private final long expiresAt;
  private final long grace;

  /**
   * The prefix of the token, which is empty for another secret, and the verifiers, in ASCII. They
   * are separated by line feeds, which none of them contains. A list of values takes twice the
   * memory.
   */
  private final byte[] texts;

  // These fields need not be volatile: a thread that sees older or mixed numbers verifies again.
  // Both numbers are zero if nothing is remembered.
  private long fingerprintHigh;
  private long fingerprintLow;
  private boolean upToDate;

  /**
   * Creates the parts. Cuts the times to microseconds, and an expiry to the years 1 to 9999. No
   * part may be null.
   *
   * @param hint shows whether the secret is a token, and its prefix
   * @param expiresAt the instant from which the secret no longer authenticates; empty for never
   * @param grace as in {@link SecretInfo}; if empty, the use of a newer secret does not end this
   *     one
   * @param verifiers in order, at most 100; any one of them accepts the secret
   * @throws InvalidValueException for too many verifiers, or a grace that is out of range
   */
  public LookupSecret(
      SecretId id,
      SecretHint hint,
      Optional<Instant> expiresAt,
      Optional<Duration> grace,
      List<Verifier> verifiers) {
    Arguments.require(
        id, "id", hint, "hint", expiresAt, "expiresAt", grace, "grace", verifiers, "verifiers");
    this.idHead = HexId.head(id.value());
    this.idTail = HexId.tail(id.value());
    this.expiresAt = expiresAt.isEmpty() ? Micros.NEVER : Micros.toMicros(expiresAt.get());
    this.grace = grace.isEmpty() ? NO_GRACE : micros(grace.get());
    StoredSecret.requireFew(verifiers);
    this.texts = texts(hint, verifiers).getBytes(StandardCharsets.US_ASCII);
  }

  private static String texts(SecretHint hint, List<Verifier> verifiers) {
    StringBuilder texts = new StringBuilder();
    TokenText.ofRedacted(hint.redacted()).ifPresent(token -> texts.append(token.prefix()));
    for (Verifier verifier : verifiers) {
      texts.append('\n').append(verifier.encoded());
    }
    return texts.toString();
  }

  private static long micros(Duration grace) {
    if (grace.isNegative() || grace.compareTo(SecretInfo.MAX_GRACE) > 0) {
      throw InvalidValueException.of("grace", grace, "must be zero to 365 days");
    }
    return grace.toNanos() / 1000;
  }

  /** Returns these parts of a stored secret. */
  public static LookupSecret of(StoredSecret stored) {
    Objects.requireNonNull(stored, "stored");
    SecretInfo info = stored.info();
    return new LookupSecret(
        info.id(), info.hint(), info.expiresAt(), info.grace(), stored.verifiers());
  }

  /** Returns the id of the secret. */
  public SecretId id() {
    return new SecretId(HexId.text(idHead, idTail));
  }

  /** Returns the instant from which the secret no longer authenticates; empty for never. */
  public Optional<Instant> expiresAt() {
    return Micros.orNever(expiresAt);
  }

  /** Returns the expiry in microseconds since 1970; {@link Long#MAX_VALUE} for never. */
  public long expiresAtMicros() {
    return expiresAt;
  }

  /**
   * Returns how long the secret stays valid after a newer one is used. Empty if the use of a newer
   * one does not end it.
   */
  public Optional<Duration> grace() {
    return grace == NO_GRACE
        ? Optional.empty()
        : Optional.of(Duration.of(grace, ChronoUnit.MICROS));
  }

  /** Returns the prefix of the token; empty for a pair, and for a secret that shows no form. */
  public Optional<String> tokenPrefix() {
    String text = text();
    int end = text.indexOf('\n');
    String prefix = end < 0 ? text : text.substring(0, end);
    return prefix.isEmpty() ? Optional.empty() : Optional.of(prefix);
  }

  /** Returns the verifiers, in order; immutable. */
  public List<Verifier> verifiers() {
    String text = text();
    List<Verifier> verifiers = new ArrayList<>(1);
    int end = text.indexOf('\n');
    while (end >= 0) {
      int start = end + 1;
      end = text.indexOf('\n', start);
      verifiers.add(new Verifier(text.substring(start, end < 0 ? text.length() : end)));
    }
    return Collections.unmodifiableList(verifiers);
  }

  private String text() {
    return new String(texts, StandardCharsets.US_ASCII);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof LookupSecret that
        && idHead == that.idHead
        && idTail == that.idTail
        && expiresAt == that.expiresAt
        && grace == that.grace
        && Arrays.equals(texts, that.texts);
  }

  @Override
  public int hashCode() {
    return Objects.hash(idHead, idTail, expiresAt, grace, Arrays.hashCode(texts));
  }

  /** Returns the id only, without the verifiers. */
  @Override
  public String toString() {
    return "LookupSecret[" + id() + "]";
  }

  /** Keeps the notes in the fields of the secret. */
  private static final class Memo implements VerificationMemo<LookupSecret> {
    @Override
    public void remember(LookupSecret secret, long high, long low) {
      secret.fingerprintHigh = high;
      secret.fingerprintLow = low;
      secret.upToDate = false;
    }

    @Override
    public boolean remembers(LookupSecret secret, long high, long low) {
      // Compares both numbers, wherever the first difference is.
      return ((secret.fingerprintHigh ^ high) | (secret.fingerprintLow ^ low)) == 0;
    }

    @Override
    public void setUpToDate(LookupSecret secret) {
      secret.upToDate = true;
    }

    @Override
    public boolean isUpToDate(LookupSecret secret) {
      return secret.upToDate;
    }
  }
}
