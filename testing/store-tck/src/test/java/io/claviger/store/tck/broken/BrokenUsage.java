package io.claviger.store.tck.broken;

import io.claviger.model.ApiKeyId;
import io.claviger.model.CidrBlock;
import io.claviger.model.KeyUsage;
import io.claviger.model.OrganizationId;
import io.claviger.model.StoreException;
import io.claviger.model.Usage;
import io.claviger.spi.store.UsageCount;
import io.claviger.spi.store.UsageStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Usage that is lost, invented, or in the way of changes. */
final class BrokenUsage {
  private static final String ADDS = "add: to the key, to the secret and to the entry";
  private static final String LATER = "UsageStore: every later read shows what was added";
  private static final String ONLY_ADDS = "UsageStore: only ever adds";
  private static final String GONE = "add: passes over what does not exist any more";
  private static final String EVERY_PART = "usage: of every secret and every entry";

  private BrokenUsage() {}

  static List<BrokenStore> all() {
    List<BrokenStore> all = new ArrayList<>();
    all.addAll(additions());
    all.addAll(lives());
    all.addAll(reads());
    return all;
  }

  private static List<BrokenStore> additions() {
    return List.of(
        adding(
            "counts with 32 bits",
            "add: a count goes as far as a long",
            each(usage -> new Usage((int) usage.count(), usage.last()))),
        adding("does not count for entries", ADDS, BrokenUsage::withoutEntries),
        new BrokenStore(
            "adds the counts of a batch one by one",
            "add: adds all of it or nothing",
            store ->
                store.add =
                    batch -> batch.stream().allMatch(count -> store.real.add(List.of(count)))),
        new BrokenStore(
            "says that it does not know whether usage was added",
            "add: false if it cannot be known whether it was added",
            store -> store.add = batch -> store.real.add(batch) && batch.isEmpty()),
        new BrokenStore(
            "refuses a batch if a key does not exist",
            GONE,
            store ->
                store.add =
                    batch -> {
                      if (!batch.stream()
                          .allMatch(count -> KeyTally.exists(store, count.subject()))) {
                        throw new StoreException(StoreException.Kind.FAULT, "missing", null);
                      }
                      return store.real.add(batch);
                    }),
        merging(
            "an earlier use replaces a later one",
            "add: a last use takes the place of an earlier one only",
            (before, more) -> more),
        tallying(
            "two threads lose each other's counts",
            LATER,
            store ->
                store.add =
                    batch -> {
                      for (UsageCount count : batch) {
                        ApiKeyId key = count.subject().apiKey();
                        Usage before = store.tally.counts.getOrDefault(key, Usage.none());
                        store.meeting.await();
                        store.tally.counts.put(key, before.plus(count.usage()));
                      }
                      return store.real.add(batch);
                    }),
        new BrokenStore(
            "counts in the memory of each process",
            LATER,
            store -> new KeyTally().attachTo(store)));
  }

  private static BrokenStore adding(
      String name, String sentence, UnaryOperator<List<UsageCount>> alteration) {
    return new BrokenStore(
        name, sentence, store -> store.add = batch -> store.real.add(alteration.apply(batch)));
  }

  private static BrokenStore tallying(
      String name, String sentence, Consumer<AlterableStore> alteration) {
    return new BrokenStore(
        name,
        sentence,
        store -> {
          store.tally.attachTo(store);
          alteration.accept(store);
        });
  }

  /** Chooses the last use of two, and adds the counts correctly. */
  private static BrokenStore merging(String name, String sentence, BinaryOperator<Usage> last) {
    return tallying(
        name,
        sentence,
        store ->
            store.add =
                batch -> {
                  for (UsageCount count : batch) {
                    store.tally.counts.merge(
                        count.subject().apiKey(),
                        count.usage(),
                        (before, more) ->
                            new Usage(
                                before.count() + more.count(), last.apply(before, more).last()));
                  }
                  return store.real.add(batch);
                });
  }

  private static UnaryOperator<List<UsageCount>> each(UnaryOperator<Usage> alteration) {
    return batch ->
        batch.stream()
            .map(count -> new UsageCount(count.subject(), alteration.apply(count.usage())))
            .toList();
  }

  private static List<UsageCount> withoutEntries(List<UsageCount> batch) {
    List<UsageCount> all = new ArrayList<>();
    for (UsageCount count : batch) {
      UsageStore.Subject t = count.subject();
      UsageStore.Subject bare =
          new UsageStore.Subject(t.organization(), t.apiKey(), t.secretId(), Optional.empty());
      all.add(new UsageCount(bare, count.usage()));
    }
    return all;
  }

  private static List<BrokenStore> lives() {
    return List.of(
        tallying(
            "counts for keys that do not exist yet",
            "UsageStore: counts are born at zero",
            store ->
                store.add =
                    batch -> {
                      batch.forEach(store.tally::add);
                      return store.real.add(batch);
                    }),
        new BrokenStore(
            "continues the count of an entry that was added again",
            "UsageStore: an entry that was removed and added again begins at zero",
            BrokenUsage::countBlocks),
        tallying(
            "a change writes back the counts that it read",
            ONLY_ADDS,
            store ->
                store.commit =
                    change -> {
                      Map<ApiKeyId, Usage> read = Map.copyOf(store.tally.counts);
                      store.meeting.await();
                      boolean made = store.real.commit(change);
                      if (made) {
                        store.tally.counts.putAll(read);
                      }
                      return made;
                    }),
        new BrokenStore(
            "moves the revision when it counts",
            "UsageStore: never moves a revision",
            store ->
                store.add =
                    batch -> {
                      boolean added = store.real.add(batch);
                      batch.forEach(count -> store.bumpRevision(count.subject().organization()));
                      return added;
                    }),
        new BrokenStore(
            "refuses the next change after it counted",
            "UsageStore: makes no change of an organization fail",
            store -> {
              Set<OrganizationId> counted = ConcurrentHashMap.newKeySet();
              store.add =
                  batch -> {
                    batch.forEach(count -> counted.add(count.subject().organization()));
                    return store.real.add(batch);
                  };
              store.commit =
                  change ->
                      !counted.remove(change.organization().id()) && store.real.commit(change);
            }));
  }

  /** Keeps the counts of entries by key and block alone. */
  private static void countBlocks(AlterableStore store) {
    Map<List<Object>, Usage> counts = new ConcurrentHashMap<>();
    store.add =
        batch -> {
          for (UsageCount count : batch) {
            count
                .subject()
                .entry()
                .ifPresent(
                    entry ->
                        counts.merge(
                            List.of(count.subject().apiKey(), entry.block()),
                            count.usage(),
                            Usage::plus));
          }
          return store.real.add(batch);
        };
    store.usage =
        (organization, keys) -> {
          Map<ApiKeyId, KeyUsage> all = new HashMap<>(store.real.usage(organization, keys));
          all.replaceAll(
              (key, usage) -> {
                Map<CidrBlock, Usage> entries = new HashMap<>(usage.entries());
                entries.replaceAll(
                    (block, count) -> counts.getOrDefault(List.of(key, block), count));
                return new KeyUsage(usage.key(), usage.secrets(), entries);
              });
          return all;
        };
  }

  private static List<BrokenStore> reads() {
    return List.of(
        returning(
            "leaves out entries that were never used",
            u -> new KeyUsage(u.key(), u.secrets(), used(u.entries()))),
        new BrokenStore(
            "returns the usage of keys that do not exist",
            "usage: of those of these keys that exist in the organization",
            store ->
                store.usage =
                    (organization, keys) -> {
                      Map<ApiKeyId, KeyUsage> all =
                          new HashMap<>(store.real.usage(organization, keys));
                      keys.forEach(key -> all.putIfAbsent(key, KeyUsage.none()));
                      return all;
                    }));
  }

  private static BrokenStore returning(String name, UnaryOperator<KeyUsage> alteration) {
    return new BrokenStore(
        name,
        EVERY_PART,
        store ->
            store.usage =
                (organization, keys) -> {
                  Map<ApiKeyId, KeyUsage> all = new HashMap<>(store.real.usage(organization, keys));
                  all.replaceAll((key, usage) -> alteration.apply(usage));
                  return all;
                });
  }

  private static <K> Map<K, Usage> used(Map<K, Usage> parts) {
    Map<K, Usage> rest = new HashMap<>(parts);
    rest.values().removeIf(Usage.none()::equals);
    return rest;
  }
}
