package io.claviger.store.tck.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.Organization;
import io.claviger.spi.store.KeyChanges;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.spi.store.StoredSecret;
import io.claviger.store.memory.InMemoryApiKeyStore;
import io.claviger.store.tck.Samples;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** This store is stricter than the contract: a used id never becomes free again. */
class UsedIdsTest {
  private final Samples samples = new Samples();
  private final InMemoryApiKeyStore store = new InMemoryApiKeyStore();
  private StoredApiKey gone;
  private Organization organization;

  @BeforeEach
  void createAndDelete() {
    Organization started = samples.organization();
    gone = samples.key(started.id());
    assertTrue(store.commit(samples.creation(started, gone)));
    organization = change(started, KeyChanges.delete(gone.key().id()));
  }

  @Test
  void anIdOfADeletedKeyIsTaken() {
    refuses(KeyChanges.create(samples.key(organization.id(), gone.key().id())));
  }

  @Test
  void aPublicKeyOfADeletedKeyIsTaken() {
    StoredApiKey fresh = samples.key(organization.id());

    refuses(KeyChanges.create(samples.withPublicKey(fresh, gone.key().publicKey())));
  }

  @Test
  void aSecretIdOfADeletedKeyIsTaken() {
    StoredApiKey fresh = samples.key(organization.id());

    refuses(KeyChanges.create(fresh.with(List.of(again(gone.secrets().get(0))))));
  }

  @Test
  void aSecretIdThatWasRotatedAwayIsTaken() {
    StoredApiKey key = samples.key(organization.id());
    organization = change(organization, KeyChanges.create(key));
    organization = change(organization, rotation(key, samples.secret()));

    refuses(rotation(key, again(key.secrets().get(0))));
  }

  @Test
  void idsOfADeletedOrganizationAreTaken() {
    Organization other = samples.organization();
    StoredApiKey key = samples.key(other.id());
    assertTrue(store.commit(samples.creation(other, key)));
    assertTrue(store.commit(samples.deletion(other)));

    refuses(
        KeyChanges.create(
            samples.withPublicKey(samples.key(organization.id()), key.key().publicKey())));
    refuses(KeyChanges.create(samples.key(organization.id(), key.key().id())));
  }

  private void refuses(KeyChanges keys) {
    assertFalse(store.commit(samples.update(organization, keys)));
    assertEquals(
        Optional.of(organization),
        store.read(organization.id(), Set.of()).map(facts -> facts.organization()));
  }

  private Organization change(Organization before, KeyChanges keys) {
    var change = samples.update(before, keys);
    assertTrue(store.commit(change));
    return change.organization();
  }

  private StoredSecret again(StoredSecret used) {
    return samples.secret(used.info().id());
  }

  private static KeyChanges rotation(StoredApiKey key, StoredSecret secret) {
    return new KeyChanges(List.of(), List.of(), Map.of(key.key().id(), List.of(secret)), Set.of());
  }
}
