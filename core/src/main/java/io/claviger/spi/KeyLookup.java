package io.claviger.spi;

import io.claviger.InvalidValue;
import io.claviger.Organization;
import io.claviger.access.PresentedKey;
import io.claviger.internal.lookup.FullLookup;
import io.claviger.internal.lookup.PackedKey;
import java.util.List;

/**
 * A key found by its public half: what a request needs of it, of its secrets and of its
 * organization; read together, since a decision needs all. Immutable; equal to another one of equal
 * parts.
 */
public sealed interface KeyLookup permits FullLookup, PackedKey {
  /**
   * A look-up that found this key, with these secrets in the order of {@link StoredApiKey}, in this
   * organization; no part may be null. That the key is of the organization is not looked at here:
   * the authentication of one that is not fails with a {@link io.claviger.StoreException}. A store
   * that answers from memory should {@linkplain LookupPacker pack} it once and keep the packed one:
   * of one that is not packed, each check packs the secrets anew, and goes through the whitelist,
   * which takes longer the more entries that has.
   *
   * @throws InvalidValue if there are more than 10,000 secrets
   */
  static KeyLookup of(
      LookupOrganization organization, PresentedKey key, List<LookupSecret> secrets) {
    List<LookupSecret> own = List.copyOf(secrets);
    StoredApiKey.requireFew(own);
    return new FullLookup(organization, key, own);
  }

  /** The same of whole values, as {@link ApiKeyStore#read} gives them. */
  static KeyLookup of(Organization organization, StoredApiKey stored) {
    return of(
        LookupOrganization.of(organization),
        PresentedKey.of(stored.key()),
        stored.secrets().stream().map(LookupSecret::of).toList());
  }

  /** The organization of the key. */
  LookupOrganization organization();

  /** The key; of a {@linkplain LookupPacker packed} look-up a new value at each call. */
  PresentedKey key();

  /** Its secrets, oldest first; immutable; of a packed look-up a new value at each call. */
  List<LookupSecret> secrets();
}
