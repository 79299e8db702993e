package io.claviger.spi;

import io.claviger.Organization;
import io.claviger.internal.lookup.FullLookup;
import io.claviger.internal.lookup.PackedKey;

/**
 * A key found by its public half, with its organization; read together, since a decision needs
 * both. Immutable; equal to another one of an equal key and an equal organization.
 */
public sealed interface KeyLookup permits FullLookup, PackedKey {
  /**
   * A look-up that found this key in this organization; neither may be null. A store that answers
   * from memory should {@linkplain LookupPacker pack} it once and keep the packed one: of one that
   * is not packed, each check packs the secrets anew, and goes through the whitelist, which takes
   * longer the more entries that has.
   */
  static KeyLookup of(Organization organization, StoredApiKey stored) {
    return new FullLookup(organization, stored);
  }

  /** The organization of the key. */
  Organization organization();

  /** The key; of a {@linkplain LookupPacker packed} look-up a new value at each call. */
  StoredApiKey stored();
}
