package io.claviger.access;

import java.util.Objects;

/**
 * The credential is not accepted, or there is none. The reason is for the log; every reason has the
 * same {@link #outward()} answer and, of a key with one secret, took the same work; but for {@link
 * Reason#MISSING} and {@link Reason#MALFORMED}, which ask no store. A key with more secrets takes a
 * comparison for each.
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
    SECRET_EXPIRED
  }

  /** What may be said to whoever sent the request: the same for all reasons. */
  public String outward() {
    return "invalid credentials";
  }
}
