package io.claviger.internal.access;

import io.claviger.RoleAssignment;
import io.claviger.WhitelistEntry;
import io.claviger.access.Decision;
import io.claviger.internal.lookup.PackedKey;
import io.claviger.internal.value.EntrySource;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The one implementation: makes the entry when somebody asks for it, which few do. */
public final class KeyAllowed implements Decision.Allowed {
  /** What is known already, whatever the index. Most decisions have none, and are smaller so. */
  private record Known(Optional<WhitelistEntry> entry, Optional<Decision.Denied> overlooked)
      implements EntrySource {
    Known {
      Objects.requireNonNull(entry, "entry");
      Objects.requireNonNull(overlooked, "overlooked");
    }

    @Override
    public Optional<WhitelistEntry> entry(int index) {
      return entry;
    }
  }

  private final RoleAssignment role;
  private final EntrySource entries;
  private final int entryIndex;

  /** Admitted by the entry of that index among these, if it is one. */
  public KeyAllowed(RoleAssignment role, EntrySource entries, int entryIndex) {
    this.role = Objects.requireNonNull(role, "role");
    this.entries = entries;
    this.entryIndex = entryIndex;
  }

  /** Admitted by this entry, if there is one. */
  public static KeyAllowed of(
      RoleAssignment role, Optional<WhitelistEntry> entry, Optional<Decision.Denied> overlooked) {
    return new KeyAllowed(role, new Known(entry, overlooked), PackedKey.NONE);
  }

  @Override
  public RoleAssignment role() {
    return role;
  }

  @Override
  public Optional<WhitelistEntry> entry() {
    return entries.entry(entryIndex);
  }

  @Override
  public Optional<Decision.Denied> overlooked() {
    return entries instanceof Known known ? known.overlooked() : Optional.empty();
  }

  /** The place of the entry among those of the key. */
  int entryIndex() {
    return entryIndex;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof KeyAllowed that
        && role.equals(that.role)
        && entry().equals(that.entry())
        && overlooked().equals(that.overlooked());
  }

  @Override
  public int hashCode() {
    return Objects.hash(role, entry(), overlooked());
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
