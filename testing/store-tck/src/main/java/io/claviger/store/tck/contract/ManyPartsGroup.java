package io.claviger.store.tck.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.Organization;
import io.claviger.model.StoreException;
import io.claviger.spi.store.KeyChanges;
import io.claviger.spi.store.OrganizationChange;
import io.claviger.spi.store.OrganizationSnapshot;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.spi.store.StoredSecret;
import io.claviger.store.tck.internal.Race;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A change is atomic even if it has more parts than one statement of a database takes. */
abstract class ManyPartsGroup extends BroadChangeGroup {
  private static final int MANY = 300;

  /** Is the largest number of secrets that a policy may allow. */
  private static final int SECRETS = 100;

  @Test
  void areNotMadeWhereTheLastNewKeyCollides() {
    List<StoredApiKey> all = many();
    all.add(samples.withPublicKey(samples.key(organization.id()), neighbour.key().publicKey()));
    OrganizationChange change = goodAnd(new KeyChanges(all, List.of(), Map.of(), Set.of()));
    List<Snapshot> before = snapshots();

    assertFalse(store().commit(change));

    assertEquals(before, snapshots());
    commit(samples.update(organization, good));
  }

  @Test
  void areNotMadeWhereTheLastUpdateIsOfAKeyThatIsMissing() {
    List<StoredApiKey> all = many();
    organization = commit(samples.update(organization, created(all)));
    all.add(samples.key(organization.id()));
    OrganizationChange change =
        goodAnd(new KeyChanges(List.of(), described(all), Map.of(), Set.of()));
    List<Snapshot> before = snapshots();

    assertThrows(StoreException.class, () -> store().commit(change));

    assertEquals(before, snapshots());
    commit(samples.update(organization, good));
  }

  @Test
  void areAllMade() {
    List<StoredApiKey> changed = many();
    List<StoredApiKey> gone = many();
    organization = commit(samples.update(organization, created(changed)));
    organization = commit(samples.update(organization, created(gone)));
    List<StoredApiKey> come = many();
    List<StoredApiKey> after =
        changed.stream()
            .map(key -> described(key).with(List.of(key.secrets().get(0), samples.secret())))
            .toList();
    Map<ApiKeyId, List<StoredSecret>> secrets = new HashMap<>();
    after.forEach(key -> secrets.put(key.key().id(), key.secrets()));
    Set<ApiKeyId> deleted = ids(gone);

    commit(
        samples.update(organization, new KeyChanges(come, described(changed), secrets, deleted)));

    Map<ApiKeyId, StoredApiKey> expected = new HashMap<>();
    come.forEach(key -> expected.put(key.key().id(), key));
    after.forEach(key -> expected.put(key.key().id(), key));
    deleted.addAll(expected.keySet());
    assertEquals(expected, store().read(organization.id(), deleted).orElseThrow().keys());
  }

  @Test
  void areAsManySecretsAsMayLive() {
    List<StoredSecret> secrets = Stream.generate(samples::secret).limit(SECRETS).toList();

    commit(
        samples.update(
            organization, rotation(rotated.key().id(), secrets.toArray(StoredSecret[]::new))));

    assertEquals(rotated.with(secrets), stored(rotated));
  }

  @Test
  void areAllReadWithTheRevisionThatMadeThem() throws Exception {
    List<StoredApiKey> all = many();
    Set<ApiKeyId> ids = ids(all);
    OrganizationChange change = samples.update(organization, created(all));
    Organization before = organization;

    Race.during(
        () -> assertTrue(store().commit(change)),
        () -> {
          OrganizationSnapshot facts = store().read(before.id(), ids).orElseThrow();
          if (facts.organization().equals(change.organization())) {
            assertEquals(ids, facts.keys().keySet());
          }
        });

    assertEquals(ids, store().read(before.id(), ids).orElseThrow().keys().keySet());
  }

  private List<StoredApiKey> many() {
    List<StoredApiKey> keys = new ArrayList<>();
    while (keys.size() < MANY) {
      keys.add(samples.key(organization.id()));
    }
    return keys;
  }

  private static KeyChanges created(List<StoredApiKey> keys) {
    return new KeyChanges(keys, List.of(), Map.of(), Set.of());
  }

  private List<ApiKey> described(List<StoredApiKey> keys) {
    return keys.stream().map(this::described).map(StoredApiKey::key).toList();
  }

  private StoredApiKey described(StoredApiKey key) {
    return key.with(samples.settings().withDescription("described anew"));
  }

  private static Set<ApiKeyId> ids(List<StoredApiKey> keys) {
    Set<ApiKeyId> ids = new HashSet<>();
    keys.forEach(key -> ids.add(key.key().id()));
    return ids;
  }
}
