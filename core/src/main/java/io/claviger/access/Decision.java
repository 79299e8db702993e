package io.claviger.access;

import io.claviger.RoleAssignment;
import io.claviger.WhitelistEntry;
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

  /**
   * It may.
   *
   * @param role the assignment that grants the permission
   * @param entry the most specific entry that admits the address; empty where none had to
   * @param overlooked why the whitelist would have refused, where it is only reported; see {@link
   *     Authorizer#reportingWhitelists}
   */
  record Allowed(RoleAssignment role, Optional<WhitelistEntry> entry, Optional<Denied> overlooked)
      implements Decision {
    /** No part may be null. */
    public Allowed {
      Objects.requireNonNull(role, "role");
      Objects.requireNonNull(entry, "entry");
      Objects.requireNonNull(overlooked, "overlooked");
    }

    /** Nothing was overlooked. */
    public Allowed(RoleAssignment role, Optional<WhitelistEntry> entry) {
      this(role, entry, Optional.empty());
    }

    @Override
    public boolean allowed() {
      return true;
    }

    @Override
    public String outward() {
      return "allowed";
    }

    @Override
    public String toString() {
      return "allowed by role " + role + " and " + from();
    }

    private String from() {
      return overlooked
          .map(denied -> "in spite of the whitelist, which is only reported: " + denied)
          .or(() -> entry.map(admitting -> "whitelist entry " + admitting.block()))
          .orElse("an empty whitelist");
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
