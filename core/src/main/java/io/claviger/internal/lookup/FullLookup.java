package io.claviger.internal.lookup;

import io.claviger.Organization;
import io.claviger.spi.KeyLookup;
import io.claviger.spi.StoredApiKey;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** As a store found it. */
public record FullLookup(Organization organization, StoredApiKey stored) implements KeyLookup {
  /** No part may be null. */
  public FullLookup {
    Objects.requireNonNull(organization, "organization");
    Objects.requireNonNull(stored, "stored");
  }

  /** Whether the key is of the organization. */
  public boolean isSound() {
    return stored.key().organization().equals(organization.id());
  }

  static boolean equal(KeyLookup one, @Nullable Object other) {
    return other instanceof KeyLookup that
        && one.organization().equals(that.organization())
        && one.stored().equals(that.stored());
  }

  static int hash(KeyLookup lookup) {
    return lookup.organization().hashCode() * 31 + lookup.stored().hashCode();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return equal(this, other);
  }

  @Override
  public int hashCode() {
    return hash(this);
  }
}
