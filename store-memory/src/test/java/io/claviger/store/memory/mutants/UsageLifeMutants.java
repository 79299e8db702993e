package io.claviger.store.memory.mutants;

import io.claviger.model.ApiKeyId;
import io.claviger.model.OrganizationId;
import io.claviger.model.StoreException;
import io.claviger.model.Usage;
import io.claviger.model.WhitelistEntry;
import io.claviger.spi.OrganizationChange;
import io.claviger.spi.UsageCount;
import io.claviger.store.memory.InMemoryApiKeyStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;

/** How counts begin, stay and end, what they have to do with changes, and many who count. */
final class UsageLifeMutants {
  private UsageLifeMutants() {}

  static List<Mutant> all() {
    return List.of(
        new Mutant("counts for what is not there", CountsForAnything::new),
        new Mutant("takes an entry for the one that was there before", KnowsBlocksOnly::new),
        dropping(
            "drops usage of what is updated",
            (change, key) ->
                change.keys().updated().stream().anyMatch(each -> each.id().equals(key))),
        dropping(
            "drops usage of what is rotated",
            (change, key) -> change.keys().secrets().containsKey(key)),
        dropping("drops usage of all with one key", (c, key) -> !c.keys().deleted().isEmpty()),
        new Mutant("drops usage though it refuses the change", DropsFirst::new),
        new Mutant("refuses a batch where something is gone", RefusesWhole::new),
        new Mutant("drops a batch where something is gone", DropsWhole::new),
        new Mutant("adds up to what is gone", StopsAtGone::new),
        new Mutant("adds nothing of a count where something is gone", SkipsCounts::new),
        new Mutant("loses counts of others", LosesCounts::new),
        new Mutant("a change writes back the counts it read", WritesBack::new),
        new Mutant("counting moves the revision", MovesRevision::new),
        new Mutant("counting makes the next change fail", HoldsUpChanges::new));
  }

  /** Forgets more in a change that was made. */
  private static Mutant dropping(String name, BiPredicate<OrganizationChange, ApiKeyId> also) {
    return new Mutant(
        name,
        store ->
            new CountingStore(store) {
              @Override
              boolean isGone(OrganizationChange change, Row row) {
                return also.test(change, row.key()) || super.isGone(change, row);
              }
            });
  }

  private static final class CountsForAnything extends CountingStore {
    CountsForAnything(InMemoryApiKeyStore real) {
      super(real);
    }

    @Override
    boolean isThere(OrganizationId organization, Row row) {
      return true;
    }
  }

  private static final class KnowsBlocksOnly extends CountingStore {
    KnowsBlocksOnly(InMemoryApiKeyStore real) {
      super(real);
    }

    @Override
    Object entry(WhitelistEntry entry) {
      return entry.block();
    }
  }

  private static final class DropsFirst extends CountingStore {
    DropsFirst(InMemoryApiKeyStore real) {
      super(real);
    }

    @Override
    public boolean commit(OrganizationChange change) {
      rows.keySet().removeIf(row -> change.keys().secrets().containsKey(row.key()));
      return super.commit(change);
    }
  }

  /** Looks what is there before it adds. */
  private abstract static class Looking extends CountingStore {
    Looking(InMemoryApiKeyStore real) {
      super(real);
    }

    final boolean isThere(UsageCount count) {
      OrganizationId organization = count.through().organization();
      return rows(count.through()).allMatch(row -> isThere(organization, row));
    }
  }

  private static final class RefusesWhole extends Looking {
    RefusesWhole(InMemoryApiKeyStore real) {
      super(real);
    }

    @Override
    public boolean add(List<UsageCount> batch) {
      if (!batch.stream().allMatch(this::isThere)) {
        throw new StoreException(StoreException.Kind.FAULT, "something is gone", null);
      }
      return super.add(batch);
    }
  }

  private static final class DropsWhole extends Looking {
    DropsWhole(InMemoryApiKeyStore real) {
      super(real);
    }

    @Override
    public boolean add(List<UsageCount> batch) {
      return !batch.stream().allMatch(this::isThere) || super.add(batch);
    }
  }

  private static final class StopsAtGone extends Looking {
    StopsAtGone(InMemoryApiKeyStore real) {
      super(real);
    }

    @Override
    public boolean add(List<UsageCount> batch) {
      return super.add(batch.stream().takeWhile(this::isThere).toList());
    }
  }

  private static final class SkipsCounts extends Looking {
    SkipsCounts(InMemoryApiKeyStore real) {
      super(real);
    }

    @Override
    public boolean add(List<UsageCount> batch) {
      return super.add(batch.stream().filter(this::isThere).toList());
    }
  }

  /** Reads, adds and writes, and others do so at the same time. */
  private static final class LosesCounts extends CountingStore {
    private final Meeting meeting = new Meeting();

    LosesCounts(InMemoryApiKeyStore real) {
      super(real);
    }

    @Override
    public boolean add(List<UsageCount> batch) {
      Map<Row, Usage> sums = new HashMap<>();
      for (UsageCount count : batch) {
        rows(count.through())
            .filter(row -> isThere(count.through().organization(), row))
            .forEach(row -> sums.put(row, sum(sums.getOrDefault(row, count(row)), count.usage())));
      }
      meeting.await();
      rows.putAll(sums);
      return true;
    }
  }

  /** Writes back with a change what it read for that. */
  private static final class WritesBack extends CountingStore {
    private final Meeting meeting = new Meeting();

    WritesBack(InMemoryApiKeyStore real) {
      super(real);
    }

    @Override
    public boolean commit(OrganizationChange change) {
      Map<Row, Usage> read = Map.copyOf(rows);
      meeting.await();
      boolean made = super.commit(change);
      if (made) {
        read.forEach((row, usage) -> rows.computeIfPresent(row, (same, now) -> usage));
      }
      return made;
    }
  }

  private static final class MovesRevision extends CountingStore {
    MovesRevision(InMemoryApiKeyStore real) {
      super(real);
    }

    @Override
    public boolean add(List<UsageCount> batch) {
      boolean added = super.add(batch);
      batch.stream().map(count -> count.through().organization()).distinct().forEach(this::touch);
      return added;
    }
  }

  private static final class HoldsUpChanges extends CountingStore {
    private final Set<OrganizationId> counted = ConcurrentHashMap.newKeySet();

    HoldsUpChanges(InMemoryApiKeyStore real) {
      super(real);
    }

    @Override
    public boolean add(List<UsageCount> batch) {
      batch.forEach(count -> counted.add(count.through().organization()));
      return super.add(batch);
    }

    @Override
    public boolean commit(OrganizationChange change) {
      return !counted.remove(change.organization().id()) && super.commit(change);
    }
  }
}
