package io.claviger.access;

import io.claviger.model.RoleAssignment;
import io.claviger.model.Whitelist;
import io.claviger.model.WhitelistEntry;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The decision about a request, with its reason. For the log, {@code toString} contains everything;
 * clients get {@link #publicMessage()}.
 */
public sealed interface Decision {
  /** Returns the message for the client. */
  String publicMessage();

  /** The key may do it. Immutable; two decisions of equal parts are equal. */
  final class Allowed implements Decision {
    private final @Nullable RoleAssignment role;
    private final Whitelist whitelist;
    private final int entryIndex;
    private final @Nullable Denied reportedDenial;

    /**
     * Takes the index of the entry that admitted the request, or a negative one if there is none.
     */
    Allowed(
        @Nullable RoleAssignment role,
        Whitelist whitelist,
        int entryIndex,
        @Nullable Denied reportedDenial) {
      this.role = role;
      this.whitelist = whitelist;
      this.entryIndex = entryIndex;
      this.reportedDenial = reportedDenial;
    }

    /**
     * Returns the assignment that grants the permission; empty if the request asked for none
     * ({@link Authorizer#decideAddress}).
     */
    public Optional<RoleAssignment> role() {
      return Optional.ofNullable(role);
    }

    /**
     * Returns the most specific entry that admits the address; empty if the whitelist is empty, or
     * if it is only reported and has no such entry.
     */
    public Optional<WhitelistEntry> entry() {
      return entryIndex < 0 ? Optional.empty() : Optional.of(whitelist.entries().get(entryIndex));
    }

    int entryIndex() {
      return entryIndex;
    }

    /**
     * Returns the refusal that an enforced whitelist would have caused, if whitelists are only
     * reported; see {@link Authorizer#reportOnly}.
     */
    public Optional<Denied> reportedDenial() {
      return Optional.ofNullable(reportedDenial);
    }

    @Override
    public String publicMessage() {
      return "allowed";
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Allowed that
          && Objects.equals(role, that.role)
          && entry().equals(that.entry())
          && Objects.equals(reportedDenial, that.reportedDenial);
    }

    @Override
    public int hashCode() {
      return Objects.hash(role, entry(), reportedDenial);
    }

    @Override
    public String toString() {
      return (role == null ? "admitted by " : "allowed by role " + role + " and ") + from();
    }

    private String from() {
      return reportedDenial()
          .map(denied -> "despite the whitelist, which is only reported: " + denied)
          .or(() -> entry().map(admitting -> "whitelist entry " + admitting.block()))
          .orElse("an empty whitelist");
    }
  }

  /** The key may not do it. Immutable. */
  final class Denied implements Decision {
    private final Reason reason;
    private final String detail;

    Denied(Reason reason, String detail) {
      this.reason = Objects.requireNonNull(reason, "reason");
      this.detail = Objects.requireNonNull(detail, "detail");
    }

    /** Returns the first check that failed. */
    public Reason reason() {
      return reason;
    }

    /** Returns the facts that the check saw, for the log. */
    public String detail() {
      return detail;
    }

    @Override
    public String publicMessage() {
      return "not allowed";
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Denied that
          && reason.equals(that.reason)
          && detail.equals(that.detail);
    }

    @Override
    public int hashCode() {
      return Objects.hash(reason, detail);
    }

    @Override
    public String toString() {
      return "denied, " + reason + ": " + detail;
    }

    /** The checks, in their order. May grow: use {@code default} in a {@code switch}. */
    public enum Reason {
      /** The key belongs to another organization. */
      OTHER_ORGANIZATION,
      /** The organization requires a whitelist and the key has none. */
      WHITELIST_MISSING,
      /** No entry contains the address. */
      ADDRESS_NOT_LISTED,
      /** No role of the key grants the permission in that scope. */
      PERMISSION_NOT_GRANTED
    }
  }
}
