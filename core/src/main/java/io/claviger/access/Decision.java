package io.claviger.access;

import io.claviger.RoleAssignment;
import io.claviger.WhitelistEntry;
import io.claviger.internal.access.KeyAllowed;
import java.util.Objects;
import java.util.Optional;

/**
 * Whether a key may do what a request wants, and why. {@code toString} tells the log everything;
 * outsiders get {@link #outward()}.
 */
public sealed interface Decision {
  /** Whether it may. */
  boolean allowed();

  /** What may be said to whoever sent the request. */
  String outward();

  /** It may. Immutable; equal to another one of equal parts. */
  sealed interface Allowed extends Decision permits KeyAllowed {
    /** With these parts, as a check would answer. */
    static Allowed by(RoleAssignment role, Optional<WhitelistEntry> entry) {
      return KeyAllowed.of(role, entry, Optional.empty());
    }

    /** The assignment that grants the permission. */
    RoleAssignment role();

    /** The most specific entry that admits the address; empty where none had to. */
    Optional<WhitelistEntry> entry();

    /**
     * Why the whitelist would have refused, where it is only reported; see {@link
     * Authorizer#reportingWhitelists}.
     */
    Optional<Denied> overlooked();

    @Override
    default boolean allowed() {
      return true;
    }

    @Override
    default String outward() {
      return "allowed";
    }
  }

  /**
   * It may not.
   *
   * @param reason the first check that failed
   * @param detail what the check saw, for the log
   */
  record Denied(Reason reason, String detail) implements Decision {
    /** No part may be null. */
    public Denied {
      Objects.requireNonNull(reason, "reason");
      Objects.requireNonNull(detail, "detail");
    }

    /** The checks in their order. */
    public enum Reason {
      /** The key belongs to another organization. */
      OTHER_ORGANIZATION,
      /** The organization requires a whitelist and the key has none. */
      WHITELIST_MISSING,
      /** No entry contains the address. */
      ADDRESS_NOT_LISTED,
      /** No role of the key grants the permission there. */
      PERMISSION_NOT_GRANTED
    }

    @Override
    public boolean allowed() {
      return false;
    }

    @Override
    public String outward() {
      return "not allowed";
    }

    @Override
    public String toString() {
      return "denied, " + reason + ": " + detail;
    }
  }
}
