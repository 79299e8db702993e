package io.claviger.access;

import java.util.Objects;

/**
 * The credential is not accepted, or there is none. The reason is for the log; the answer to
 * whoever sent the request, {@link #outward()}, is the same for all reasons.
 *
 * <p>Every reason takes the same comparisons, but for these: {@link Reason#MISSING}, {@link
 * Reason#MALFORMED} and {@link Reason#OTHER_TARGET} ask no store. A key with more secrets takes one
 * comparison for each. What was accepted before makes no difference. Reading a key that exists
 * takes a store longer than finding none.
 */
public record Rejected(Reason reason) implements Authentication {
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
    /**
     * Digest: the answer was made for another target than that of the request; a proxy rewrote it?
     */
    OTHER_TARGET,
    /**
     * Digest: no secret of the key has a verifier for this realm and algorithm. It was issued
     * before they were turned on; one use of the pair or token gives it one, or a rotation.
     */
    NO_DIGEST_VERIFIER,
    /** Digest: the secret is right, but the nonce is too old, used up, or not from here. */
    STALE_NONCE,
    /** Digest: the secret is right, but this use of the nonce was made before. */
    REPLAYED
  }

  /** What may be said to whoever sent the request: the same for all reasons. */
  public String outward() {
    return "invalid credentials";
  }
}
