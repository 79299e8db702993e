package io.claviger.store.tck.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.KeyUsage;
import io.claviger.model.Organization;
import io.claviger.model.StoreException;
import io.claviger.model.Usage;
import io.claviger.model.WhitelistEntry;
import io.claviger.spi.store.KeyChanges;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.spi.store.StoredSecret;
import io.claviger.spi.store.UsageCount;
import io.claviger.spi.store.UsageStore;
import io.claviger.spi.store.VerifierReplacement;
import io.claviger.store.tck.StorePart;
import io.claviger.store.tck.internal.Race;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many threads count: no count is lost or added twice, and no change fails. */
@Needs(StorePart.USAGE)
abstract class UsageRaceGroup extends CountingGroup {
  private static final int THREADS = 8;
  private static final int BATCHES = 15;
  private static final int ROUNDS = 10;
  private static final int TRIES = 10 * THREADS * BATCHES;

  private final WhitelistEntry narrow = entry("203.0.113.0/24", 1);
  private final WhitelistEntry wide = entry("2001:db8::/32", 1);
  private volatile WhitelistEntry passing = entry("203.0.113.7", 2);
  private Organization organization;
  private List<StoredApiKey> keys;

  @BeforeEach
  void create() {
    Organization started = samples.organization();
    keys = Stream.generate(() -> keyWith(started.id(), narrow, wide)).limit(3).toList();
    organization = commit(samples.creation(started, keys.toArray(StoredApiKey[]::new)));
  }

  @Test
  void noCountIsLost() throws Exception {
    Race.run(counters());

    keys.forEach(key -> assertEquals(allOf(key), usage(key)));
  }

  /** Adds and removes one entry and one secret; the other counts must not change. */
  @Test
  void noCountIsLostWhileTheKeysAreChanged() throws Exception {
    Race.during(() -> Race.run(counters()), this::changeAndChangeBack);

    keys.forEach(key -> assertEquals(allOf(key), usage(key)));
  }

  @Test
  void noCountIsLostWhileVerifiersAreReplaced() throws Exception {
    List<StoredApiKey> present = new ArrayList<>(keys);
    Race.during(() -> Race.run(counters()), () -> present.replaceAll(this::replaced));

    keys.forEach(key -> assertEquals(allOf(key), usage(key)));
    present.forEach(key -> assertEquals(key, stored(key)));
  }

  @Test
  void whatIsDeletedMeanwhileDoesNotComeBack() throws Exception {
    StoredApiKey bystander = keys.get(0);
    for (int round = 0; round < ROUNDS; round++) {
      StoredApiKey key = keyWith(organization.id(), narrow);
      change(KeyChanges.create(key));
      List<UsageCount> batch = List.of(count(key, 0, narrow, at(1)), count(bystander, 0, at(1)));

      Race.run(
          List.of(
              () -> {
                change(KeyChanges.delete(key.key().id()));
                return true;
              },
              () -> addInTheEnd(node(1).usageStore(), batch)));

      assertEquals(Map.of(), usageStore().usage(organization.id(), Set.of(key.key().id())));
      assertEquals(round + 1, usage(bystander).key().count());
    }
  }

  private List<Callable<Boolean>> counters() {
    List<Callable<Boolean>> counters = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      int counter = i;
      UsageStore node = node(i).usageStore();
      counters.add(() -> countAndCount(node, counter));
    }
    return counters;
  }

  private boolean countAndCount(UsageStore node, int counter) {
    for (int i = 0; i < BATCHES; i++) {
      addInTheEnd(node, batch(counter));
    }
    return true;
  }

  private List<UsageCount> batch(int counter) {
    List<UsageCount> batch = new ArrayList<>();
    for (StoredApiKey key : keys) {
      batch.add(count(key, 0, narrow, at(counter)));
      batch.add(count(key, 0, passing, at(counter)));
      batch.add(count(key, 1, wide, at(counter)));
      batch.add(count(key, 1, wide, at(-counter)));
    }
    Collections.rotate(batch, counter);
    return batch;
  }

  /** Tries again if nothing was added. */
  private static boolean addInTheEnd(UsageStore node, List<UsageCount> batch) {
    for (int i = 1; ; i++) {
      try {
        assertTrue(node.add(batch), "whether usage was added is known");
        return true;
      } catch (StoreException nothingAdded) {
        assertTrue(i < TRIES, "refused more often than others can have come first");
      }
    }
  }

  /** Returns the sum of all counts. */
  private KeyUsage allOf(StoredApiKey key) {
    long each = THREADS * BATCHES;
    Usage once = used(each, at(THREADS - 1));
    Usage twice = used(2 * each, at(THREADS - 1));
    return usage(
        key,
        used(4 * each, at(THREADS - 1)),
        Map.of(key.secrets().get(0), twice, key.secrets().get(1), twice),
        Map.of(narrow, once, wide, twice));
  }

  /** Returns the key with other verifiers of its first secret. */
  private StoredApiKey replaced(StoredApiKey key) {
    VerifierReplacement replacement = samples.replacement(key);
    assertTrue(verifierStore().replace(replacement), "nobody else replaces them");
    List<StoredSecret> secrets = new ArrayList<>(key.secrets());
    secrets.set(0, new StoredSecret(secrets.get(0).info(), replacement.next()));
    return key.with(secrets);
  }

  private void changeAndChangeBack() {
    passing = entry("203.0.113.7", organization.revision().number() + 1);
    change(keys.stream().map(this::withMore).toList());
    change(keys);
  }

  private StoredApiKey withMore(StoredApiKey key) {
    List<StoredSecret> secrets = new ArrayList<>(key.secrets());
    secrets.add(samples.secret());
    return with(key.with(secrets), narrow, wide, passing);
  }

  private void change(List<StoredApiKey> all) {
    Map<ApiKeyId, List<StoredSecret>> secrets = new HashMap<>();
    all.forEach(key -> secrets.put(key.key().id(), key.secrets()));
    List<ApiKey> updated = all.stream().map(StoredApiKey::key).toList();
    change(new KeyChanges(List.of(), updated, secrets, Set.of()));
  }

  private void change(KeyChanges changes) {
    organization = commit(samples.update(organization, changes));
  }
}
