package io.claviger.access;

import java.util.Objects;

/**
 * The credential is missing or not accepted. The reason is for the log. Clients get {@link
 * #publicMessage()}, which is the same for all reasons.
 *
 * <p>Every reason takes the same comparisons, except {@link Reason#MISSING}, and {@link
 * Reason#MALFORMED} of a credential, which do not read the store. A key with more secrets takes one
 * comparison for each, and so does one whose secret only a scheme can check. It makes no difference
 * whether the secret was right, or was accepted before. A store takes longer to read a key that
 * exists than to find none.
 */
public record Rejected(Reason reason) implements AuthenticationResult {
  /** Checks that the reason is not null. */
  public Rejected {
    Objects.requireNonNull(reason, "reason");
  }

  /** The reasons for a rejection. */
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
    /** The proof is correct, but it is too old or was used before. */
    STALE_PROOF,
    /** The access token is expired; its key and its secret are not. */
    TOKEN_EXPIRED,
    /** The access token was ended before its time. */
    TOKEN_ENDED,
    /** The {@linkplain Credential.ForExchange#clients condition} for clients refuses this key. */
    NOT_A_CLIENT,
    /**
     * The secret is right, but its key is of a {@linkplain io.claviger.Claviger.Builder#clients
     * kind of clients}, whose secrets are only exchanged for access tokens.
     */
    CLIENT_SECRET
  }

  /** Returns the message for the client, which is the same for all reasons. */
  public String publicMessage() {
    return "invalid credentials";
  }
}
