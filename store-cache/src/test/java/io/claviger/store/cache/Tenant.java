package io.claviger.store.cache;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.Organization;
import io.claviger.model.OrganizationId;
import io.claviger.model.PublicKey;
import io.claviger.spi.ApiKeyStore;
import io.claviger.spi.KeyChanges;
import io.claviger.spi.OrganizationChange;
import io.claviger.spi.StoredApiKey;
import io.claviger.store.tck.Samples;
import java.util.List;
import java.util.stream.IntStream;

/** An organization with its first keys, as a test changes it in one store or another. */
final class Tenant {
  private final Samples samples;
  private final List<StoredApiKey> keys;
  private Organization present;

  private Tenant(Samples samples, Organization organization, List<StoredApiKey> keys) {
    this.samples = samples;
    this.present = organization;
    this.keys = keys;
  }

  /** A new one in that store. */
  static Tenant in(ApiKeyStore store, Samples samples, int keys) {
    Organization organization = samples.organization();
    List<StoredApiKey> first =
        IntStream.range(0, keys).mapToObj(i -> samples.key(organization.id())).toList();
    assertTrue(store.commit(samples.creation(organization, first.toArray(StoredApiKey[]::new))));
    return new Tenant(samples, organization, first);
  }

  OrganizationId id() {
    return present.id();
  }

  Organization organization() {
    return present;
  }

  StoredApiKey stored(int number) {
    return keys.get(number);
  }

  PublicKey key(int number) {
    return stored(number).key().publicKey();
  }

  /** Its first one. */
  PublicKey key() {
    return key(0);
  }

  /** Nothing but its revision changes. */
  void move(ApiKeyStore store) {
    change(store, KeyChanges.none());
  }

  /** A key ends. */
  void revoke(ApiKeyStore store, int number) {
    change(store, KeyChanges.delete(stored(number).key().id()));
  }

  /** It gets this key. */
  void add(ApiKeyStore store, StoredApiKey key) {
    change(store, KeyChanges.create(key));
  }

  /** It ends. */
  void end(ApiKeyStore store) {
    assertTrue(store.commit(samples.deletion(present)));
  }

  /** The next change, not made yet. */
  OrganizationChange next(KeyChanges changes) {
    return samples.update(present, changes);
  }

  private void change(ApiKeyStore store, KeyChanges changes) {
    OrganizationChange change = next(changes);
    assertTrue(store.commit(change));
    changedTo(change.organization());
  }

  /** It was changed. */
  void changedTo(Organization organization) {
    this.present = organization;
  }
}
