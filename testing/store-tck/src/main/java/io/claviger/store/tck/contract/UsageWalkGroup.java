package io.claviger.store.tck.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import io.claviger.model.ApiKeyId;
import io.claviger.model.Organization;
import io.claviger.model.WhitelistEntry;
import io.claviger.spi.store.KeyChanges;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.spi.store.StoredSecret;
import io.claviger.spi.store.UsageCount;
import io.claviger.spi.store.UsageStore;
import io.claviger.store.tck.StorePart;
import io.claviger.store.tck.internal.Seeds;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Compares random changes and counts, also for deleted parts, with a model. */
@Needs(StorePart.USAGE)
abstract class UsageWalkGroup extends CountingGroup {
  private static final int WALKS = 8;
  private static final int STEPS = 25;
  private static final int MAX_KEYS = 3;
  private static final List<String> BLOCKS =
      List.of("203.0.113.0/24", "203.0.113.7", "2001:db8::/32");

  private final List<StoredApiKey> keys = new ArrayList<>();
  private final List<UsageStore.Subject> everThere = new ArrayList<>();
  private SplittableRandom random = new SplittableRandom();
  private UsageModel model = new UsageModel();
  private Organization organization = samples.organization();

  @Test
  void everyWalkGoesAsTheModelPredicts() {
    for (long seed : Seeds.ofWalks(WALKS)) {
      try {
        walk(seed);
      } catch (AssertionError | RuntimeException wrong) {
        fail(Seeds.describe(seed), wrong);
      }
    }
  }

  private void walk(long seed) {
    begin(seed);
    for (int step = 0; step < STEPS; step++) {
      String what = take();
      Set<ApiKeyId> asked = new HashSet<>();
      everThere.forEach(subject -> asked.add(subject.apiKey()));
      assertEquals(
          model.usage(), usageStore().usage(organization.id(), asked), () -> "after " + what);
    }
  }

  private void begin(long seed) {
    random = new SplittableRandom(seed);
    model = new UsageModel();
    keys.clear();
    everThere.clear();
    organization = commit(samples.creation(samples.organization()));
    create();
  }

  private String take() {
    if (random.nextBoolean()) {
      List<UsageCount> batch = Stream.generate(this::anyCount).limit(random.nextInt(6)).toList();
      add(batch);
      model.add(batch);
      return "adding " + batch;
    }
    return switch (random.nextInt(4)) {
      case 0 -> create();
      case 1 -> delete();
      case 2 -> rewrite();
      default -> rotate();
    };
  }

  private String create() {
    if (keys.size() == MAX_KEYS) {
      return "nothing";
    }
    StoredApiKey key = with(keyWith(organization.id()), anyEntries(List.of()));
    keys.add(key);
    change(KeyChanges.create(key));
    return "creating " + key;
  }

  private String delete() {
    if (keys.size() == 1) {
      return "nothing";
    }
    ApiKeyId deleted = keys.remove(random.nextInt(keys.size())).key().id();
    change(KeyChanges.delete(deleted));
    return "deleting " + deleted;
  }

  /** Removes, keeps, adds and re-adds entries. */
  private String rewrite() {
    int index = random.nextInt(keys.size());
    StoredApiKey key = keys.get(index);
    StoredApiKey after = with(key, anyEntries(key.key().whitelist().entries()));
    keys.set(index, after);
    change(update(after));
    return "rewriting " + after;
  }

  /** Keeps some secrets, and may add a new one. */
  private String rotate() {
    int index = random.nextInt(keys.size());
    List<StoredSecret> secrets = new ArrayList<>(keys.get(index).secrets());
    secrets.removeIf(secret -> random.nextInt(3) == 0);
    if (secrets.isEmpty() || random.nextBoolean()) {
      secrets.add(samples.secret());
    }
    StoredApiKey after = keys.get(index).with(secrets);
    keys.set(index, after);
    change(rotate(after));
    return "rotating " + after;
  }

  private WhitelistEntry[] anyEntries(List<WhitelistEntry> before) {
    long next = organization.revision().number() + 1;
    return BLOCKS.stream()
        .filter(block -> random.nextInt(3) > 0)
        .map(block -> random.nextInt(3) > 0 ? keptOrAdded(before, block, next) : entry(block, next))
        .toArray(WhitelistEntry[]::new);
  }

  private WhitelistEntry keptOrAdded(List<WhitelistEntry> before, String block, long next) {
    WhitelistEntry added = entry(block, next);
    return before.stream()
        .filter(each -> each.block().equals(added.block()))
        .findFirst()
        .orElse(added);
  }

  private UsageCount anyCount() {
    UsageStore.Subject subject = everThere.get(random.nextInt(everThere.size()));
    return new UsageCount(subject, used(random.nextInt(1, 4), at(random.nextInt(5))));
  }

  private void change(KeyChanges changes) {
    organization = commit(samples.update(organization, changes));
    model.become(keys);
    for (StoredApiKey key : keys) {
      for (int secret = 0; secret < key.secrets().size(); secret++) {
        everThere.add(subject(key, secret, Optional.empty()));
        for (WhitelistEntry entry : key.key().whitelist().entries()) {
          everThere.add(subject(key, secret, Optional.of(entry)));
        }
      }
    }
  }
}
