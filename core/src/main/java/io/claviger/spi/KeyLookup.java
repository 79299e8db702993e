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
   * Of these two; neither may be null. A store that answers from memory should {@linkplain
   * LookupPacker pack} it once and keep that: whoever checks a secret packs what is not, which
   * takes the longer the more entries a whitelist has.
   */
  static KeyLookup of(Organization organization, StoredApiKey stored) {
    return new FullLookup(organization, stored);
  }

  /** The organization of the key. */
  Organization organization();

  /** The key; of a {@linkplain LookupPacker packed} look-up a new value at each call. */
  StoredApiKey stored();
}
