package io.claviger.access;

import java.util.Objects;

/**
 * The credential is not accepted, or there is none. The reason is for the log; the answer to
 * whoever sent the request, {@link #publicMessage()}, is the same for all reasons.
 *
 * <p>Every reason takes the same comparisons, but for {@link Reason#MISSING} and {@link
 * Reason#MALFORMED}, which ask no store. A key with more secrets takes one comparison for each.
 * What was accepted before makes no difference. Reading a key that exists takes a store longer than
 * finding none.
 */
public record Rejected(Reason reason) implements AuthenticationResult {
  /** No part may be null. */
  public Rejected {
    Objects.requireNonNull(reason, "reason");
  }

  /** Why. */
  public enum Reason {
    /** The request presents no credential. */
    MISSING,
    /** It cannot be a credential of this library. */
    MALFORMED,
    /** No key has this public half. */
    UNKNOWN_KEY,
    /** The private half is not of this key. */
    WRONG_SECRET,
    /** The key is switched off. */
    DISABLED,
    /** The key's expiry has come. */
    EXPIRED,
    /** The secret's expiry has come. */
    SECRET_EXPIRED,
    /** The proof is right, but it is too old, or was used before. */
    STALE_PROOF
  }

  /** What may be said to whoever sent the request: the same for all reasons. */
  public String publicMessage() {
    return "invalid credentials";
  }
}
