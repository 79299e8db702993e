package io.claviger.access;

import io.claviger.model.RoleAssignment;
import io.claviger.model.Whitelist;
import io.claviger.model.WhitelistEntry;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a key may do what a request wants, and why. {@code toString} tells the log everything;
 * outsiders get {@link #publicMessage()}.
 */
public sealed interface Decision {
  /** Whether it may. */
  boolean allowed();

  /** What may be said to whoever sent the request. */
  String publicMessage();

  /** It may. Immutable; equal to another one of equal parts. */
  final class Allowed implements Decision {
    private final RoleAssignment role;
    private final Whitelist whitelist;
    private final int entryIndex;
    private final @Nullable Denied overlooked;

    /** Admitted by the entry of that index, if it is one. */
    Allowed(RoleAssignment role, Whitelist whitelist, int entryIndex, @Nullable Denied overlooked) {
      this.role = Objects.requireNonNull(role, "role");
      this.whitelist = whitelist;
      this.entryIndex = entryIndex;
      this.overlooked = overlooked;
    }

    /** With these parts, as a check would answer. */
    public static Allowed by(RoleAssignment role, Optional<WhitelistEntry> entry) {
      Whitelist whitelist = entry.map(List::of).map(Whitelist::of).orElse(Whitelist.empty());
      return new Allowed(role, whitelist, whitelist.size() - 1, null);
    }

    /** The assignment that grants the permission. */
    public RoleAssignment role() {
      return role;
    }

    /** The most specific entry that admits the address; empty where none had to. */
    public Optional<WhitelistEntry> entry() {
      return entryIndex < 0 ? Optional.empty() : Optional.of(whitelist.entries().get(entryIndex));
    }

    int entryIndex() {
      return entryIndex;
    }

    /**
     * Why the whitelist would have refused, where it is only reported; see {@link
     * Authorizer#reportOnly}.
     */
    public Optional<Denied> overlooked() {
      return Optional.ofNullable(overlooked);
    }

    @Override
    public boolean allowed() {
      return true;
    }

    @Override
    public String publicMessage() {
      return "allowed";
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Allowed that
          && role.equals(that.role)
          && entry().equals(that.entry())
          && Objects.equals(overlooked, that.overlooked);
    }

    @Override
    public int hashCode() {
      return Objects.hash(role, entry(), overlooked);
    }

    @Override
    public String toString() {
      return "allowed by role " + role + " and " + from();
    }

    private String from() {
      return overlooked()
          .map(denied -> "in spite of the whitelist, which is only reported: " + denied)
          .or(() -> entry().map(admitting -> "whitelist entry " + admitting.block()))
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
    public String publicMessage() {
      return "not allowed";
    }

    @Override
    public String toString() {
      return "denied, " + reason + ": " + detail;
    }
  }
}
