package io.claviger.access;

import io.claviger.model.InvalidValueException;
import io.claviger.model.StoreException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * The result of an {@link AccessCheck}. For the log, {@code toString} contains the facts that the
 * check found, and the reason of its decision. It does not contain the request, so log the address
 * and the permission too. Clients get {@link #publicMessage()}.
 */
public sealed interface AccessResult {
  /** Returns the message for the client. */
  String publicMessage();

  /** The request is admitted. */
  record Granted(Authenticated key, Decision.Allowed decision) implements AccessResult {
    /** Checks that no part is null. */
    public Granted {
      Objects.requireNonNull(key, "key");
      Objects.requireNonNull(decision, "decision");
    }

    @Override
    public String publicMessage() {
      return decision.publicMessage();
    }
  }

  /** The credential is missing, unknown or not valid now. */
  record Unauthenticated(Rejected rejection) implements AccessResult {
    /** Checks that no part is null. */
    public Unauthenticated {
      Objects.requireNonNull(rejection, "rejection");
    }

    @Override
    public String publicMessage() {
      return rejection.publicMessage();
    }
  }

  /** The key may not do this from this address. */
  record Forbidden(Authenticated key, Decision.Denied decision) implements AccessResult {
    /** Checks that no part is null. */
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
   * The {@link RequestLimiter} of the application refused the request, which may be allowed
   * otherwise.
   *
   * @param key empty if the limiter refused the request before its credential was checked
   * @param retryAfter how long the client must wait before it tries again; not negative
   */
  record RateLimited(Optional<Authenticated> key, Duration retryAfter) implements AccessResult {
    /** Checks that no part is null. Throws {@link InvalidValueException} for a negative time. */
    public RateLimited {
      Objects.requireNonNull(key, "key");
      if (Objects.requireNonNull(retryAfter, "retryAfter").isNegative()) {
        throw InvalidValueException.of("wait time", retryAfter, "must not be negative");
      }
    }

    @Override
    public String publicMessage() {
      return "too many requests";
    }
  }

  /**
   * The store failed, so nothing is known and the request is not admitted.
   *
   * @param failure the failure, for the log; if its kind is {@code UNREACHABLE}, a later attempt
   *     may succeed
   */
  record Unavailable(StoreException failure) implements AccessResult {
    /** Checks that no part is null. */
    public Unavailable {
      Objects.requireNonNull(failure, "failure");
    }

    @Override
    public String publicMessage() {
      return "not available";
    }
  }
}
