package io.claviger.internal.lookup;

import io.claviger.access.PresentedKey;
import io.claviger.spi.KeyLookup;
import io.claviger.spi.LookupOrganization;
import io.claviger.spi.LookupSecret;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** As a store found it. */
public record FullLookup(
    LookupOrganization organization, PresentedKey key, List<LookupSecret> secrets)
    implements KeyLookup {
  /** No part may be null. */
  public FullLookup {
    Objects.requireNonNull(organization, "organization");
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(secrets, "secrets");
  }

  /** Whether the key is of the organization. */
  public boolean isSound() {
    return key.organization().equals(organization.id());
  }

  static boolean equal(KeyLookup one, @Nullable Object other) {
    return other instanceof KeyLookup that
        && one.organization().equals(that.organization())
        && one.key().equals(that.key())
        && one.secrets().equals(that.secrets());
  }

  static int hash(KeyLookup lookup) {
    return Objects.hash(lookup.organization(), lookup.key(), lookup.secrets());
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
