package io.claviger.access;

import io.claviger.model.StoreException;
import java.util.Objects;

/**
 * What came of an {@link AccessCheck}. {@code toString} tells the log what was found and why it was
 * decided so, but not what was asked: log the address and the permission beside it. Outsiders get
 * {@link #publicMessage()}.
 */
public sealed interface AccessResult {
  /** What may be said to whoever sent the request. */
  String publicMessage();

  /** The request may go on. */
  record Granted(Authenticated key, Decision.Allowed decision) implements AccessResult {
    /** No part may be null. */
    public Granted {
      Objects.requireNonNull(key, "key");
      Objects.requireNonNull(decision, "decision");
    }

    @Override
    public String publicMessage() {
      return decision.publicMessage();
    }
  }

  /** Nobody's credential, or none that counts now. */
  record Unauthenticated(Rejected rejection) implements AccessResult {
    /** No part may be null. */
    public Unauthenticated {
      Objects.requireNonNull(rejection, "rejection");
    }

    @Override
    public String publicMessage() {
      return rejection.publicMessage();
    }
  }

  /** The key may not do that from there. */
  record Forbidden(Authenticated key, Decision.Denied decision) implements AccessResult {
    /** No part may be null. */
    public Forbidden {
      Objects.requireNonNull(key, "key");
      Objects.requireNonNull(decision, "decision");
    }

    @Override
    public String publicMessage() {
      return decision.publicMessage();
    }
  }

  /**
   * The store is in trouble, so nothing is known and nobody is admitted.
   *
   * @param trouble for the log; where its kind is {@code UNREACHABLE}, trying again may help
   */
  record Unavailable(StoreException trouble) implements AccessResult {
    /** No part may be null. */
    public Unavailable {
      Objects.requireNonNull(trouble, "trouble");
    }

    @Override
    public String publicMessage() {
      return "not available";
    }
  }
}
