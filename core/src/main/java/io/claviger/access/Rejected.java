package io.claviger.access;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The credential is missing or not accepted. The reason is for the log. Clients get {@link
 * #publicMessage()}, which is the same for all reasons.
 *
 * <p>Every reason takes the same comparisons, except {@link Reason#MISSING}, and {@link
 * Reason#MALFORMED} except of a proof, which do not read the store. A key with more secrets takes
 * one comparison for each, and so does one whose secret only a scheme can check. It makes no
 * difference whether the secret was right, or was accepted before. A store takes longer to read a
 * key that exists than to find none.
 */
public final class Rejected implements AuthenticationResult {
  private final Reason reason;
  private final String detail;

  private Rejected(Reason reason, String detail) {
    this.reason = reason;
    this.detail = detail;
  }

  /** Returns a rejection with this reason and without a detail. */
  public static Rejected of(Reason reason) {
    return of(reason, "");
  }

  static Rejected of(Reason reason, String detail) {
    return new Rejected(Objects.requireNonNull(reason, "reason"), detail);
  }

  /** The reasons for a rejection. May grow: use {@code default} in a {@code switch}. */
  public enum Reason {
    /** The request presents no credential. */
    MISSING,
    /**
     * The credential cannot be one of this library, or it is a token whose prefix the application
     * did not declare. A proof that was made with such a token has this reason too.
     */
    MALFORMED,
    /** No key has this public key. */
    UNKNOWN_KEY,
    /** The private key does not belong to this key. */
    WRONG_SECRET,
    /** The key is disabled. */
    DISABLED,
    /** The key is expired. */
    EXPIRED,
    /** The secret is expired. */
    SECRET_EXPIRED,
    /** The proof is correct, but it is too old. */
    STALE_PROOF,
    /** The proof is correct, but it was used before. */
    REPLAYED_PROOF,
    /** The access token is expired; its key and its secret are not. */
    TOKEN_EXPIRED,
    /** The access token was revoked before its time. */
    TOKEN_REVOKED,
    /** The {@linkplain Credential#exchange condition} for clients refuses this key. */
    NOT_A_CLIENT,
    /**
     * The secret is right, but its key is of a {@linkplain io.claviger.Claviger.Builder#clientKind
     * kind of clients}, whose secrets are only exchanged for access tokens.
     */
    CLIENT_SECRET
  }

  /** Returns why the credential is not accepted, for the log. */
  public Reason reason() {
    return reason;
  }

  /**
   * Returns more about the reason, for the log: a constant text of whoever read the credential, or
   * an empty text.
   */
  public String detail() {
    return detail;
  }

  /** Returns the message for the client, which is the same for all reasons. */
  public String publicMessage() {
    return "invalid credentials";
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Rejected that && reason == that.reason && detail.equals(that.detail);
  }

  @Override
  public int hashCode() {
    return Objects.hash(reason, detail);
  }

  /** Returns the reason and the detail, for the log. */
  @Override
  public String toString() {
    return "Rejected[reason=" + reason + (detail.isEmpty() ? "" : ", detail=" + detail) + "]";
  }
}
