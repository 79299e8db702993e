package io.claviger.store.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.claviger.ApiKey;
import io.claviger.ApiKeyIdentity;
import io.claviger.IpAddress;
import io.claviger.Organization;
import io.claviger.spi.KeyLookup;
import io.claviger.spi.LookupPacker;
import io.claviger.spi.StoredApiKey;
import io.claviger.spi.StoredSecret;
import io.claviger.spi.Verifier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What was packed is what it was. */
class PackedLookupTest {
  private final LookupPacker packer = new LookupPacker();

  @Property
  void nothingOfAKeyIsLost(@ForAll Organization organization, @ForAll StoredApiKey key) {
    KeyLookup full = lookup(organization, key);
    KeyLookup packed = packer.pack(full);
    assertNotEquals(full.getClass(), packed.getClass());
    assertEquals(full, packed);
    assertEquals(packed, full);
    assertEquals(full.hashCode(), packed.hashCode());
    assertEquals(full.key(), packed.key());
    assertEquals(full.secrets(), packed.secrets());
    assertSame(full.organization(), packed.organization());
    assertEquals(full.toString(), packed.toString());
    assertSame(packed, packer.pack(packed));
  }

  @Property
  void itsWhitelistAdmitsWhomItAdmitted(
      @ForAll Organization organization, @ForAll StoredApiKey key, @ForAll IpAddress anywhere) {
    KeyLookup packed = packer.pack(lookup(organization, key));
    assertEquals(key.key().whitelist().match(anywhere), packed.key().whitelist().match(anywhere));
    key.key()
        .whitelist()
        .entries()
        .forEach(
            entry ->
                assertEquals(
                    key.key().whitelist().match(entry.block().network()),
                    packed.key().whitelist().match(entry.block().network())));
  }

  @Property
  void anotherKeyIsAnother(
      @ForAll Organization organization, @ForAll StoredApiKey one, @ForAll StoredApiKey other) {
    KeyLookup first = lookup(organization, one);
    KeyLookup second = lookup(organization, other);
    assertEquals(first.equals(second), packer.pack(first).equals(packer.pack(second)));
  }

  /** Or it could not be told any more, and be used in either. */
  @Property(tries = 100)
  void aKeyOfAnotherOrganizationStaysAsItIs(
      @ForAll Organization organization, @ForAll StoredApiKey key) {
    KeyLookup unsound = KeyLookup.of(organization, key);
    boolean own = key.key().organization().equals(organization.id());
    assertEquals(!own, packer.pack(unsound) == unsound);
    assertEquals(unsound, packer.pack(unsound));
  }

  @Property(tries = 100)
  void noVerifierIsPrinted(@ForAll Organization organization, @ForAll StoredApiKey key) {
    String printed = packer.pack(lookup(organization, key)).toString();
    for (StoredSecret secret : key.secrets()) {
      for (Verifier verifier : secret.verifiers()) {
        if (verifier.encoded().length() > 40) {
          assertFalse(printed.contains(verifier.encoded()));
        }
      }
    }
  }

  private static KeyLookup lookup(Organization organization, StoredApiKey stored) {
    ApiKey key = stored.key();
    ApiKeyIdentity identity =
        new ApiKeyIdentity(key.id(), organization.id(), key.publicKey(), key.identity().created());
    ApiKey own = new ApiKey(identity, key.settings(), key.secrets());
    return KeyLookup.of(organization, new StoredApiKey(own, stored.secrets()));
  }
}
