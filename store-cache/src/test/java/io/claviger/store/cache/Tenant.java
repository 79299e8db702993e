package io.claviger.store.cache;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.Organization;
import io.claviger.model.OrganizationId;
import io.claviger.model.PublicKey;
import io.claviger.spi.store.ApiKeyStore;
import io.claviger.spi.store.KeyChanges;
import io.claviger.spi.store.OrganizationChange;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.store.tck.Samples;
import java.util.List;
import java.util.stream.IntStream;

/** An organization with its first keys, which a test changes. */
final class Tenant {
  private final Samples samples;
  private final List<StoredApiKey> keys;
  private Organization present;

  private Tenant(Samples samples, Organization organization, List<StoredApiKey> keys) {
    this.samples = samples;
    this.present = organization;
    this.keys = keys;
  }

  /** Creates an organization in the store. */
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

  /** Returns its first key. */
  PublicKey key() {
    return key(0);
  }

  /** Moves its revision, and changes nothing else. */
  void move(ApiKeyStore store) {
    change(store, KeyChanges.none());
  }

  /** Deletes a key. */
  void revoke(ApiKeyStore store, int number) {
    change(store, KeyChanges.delete(stored(number).key().id()));
  }

  /** Adds a key. */
  void add(ApiKeyStore store, StoredApiKey key) {
    change(store, KeyChanges.create(key));
  }

  /** Deletes the organization. */
  void end(ApiKeyStore store) {
    assertTrue(store.commit(samples.deletion(present)));
  }

  /** Returns the next change without making it. */
  OrganizationChange next(KeyChanges changes) {
    return samples.update(present, changes);
  }

  private void change(ApiKeyStore store, KeyChanges changes) {
    OrganizationChange change = next(changes);
    assertTrue(store.commit(change));
    changedTo(change.organization());
  }

  /** Notes that the organization was changed. */
  void changedTo(Organization organization) {
    this.present = organization;
  }
}
