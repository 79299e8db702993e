package io.claviger.store.memory.mutants;

import static java.time.temporal.ChronoUnit.MILLIS;

import io.claviger.model.ApiKeyId;
import io.claviger.model.IpAddress;
import io.claviger.model.KeyUsage;
import io.claviger.model.LastUse;
import io.claviger.model.OrganizationId;
import io.claviger.model.Usage;
import io.claviger.spi.OrganizationChange;
import io.claviger.spi.UsageCount;
import io.claviger.spi.UsageStore;
import io.claviger.spi.UsedThrough;
import io.claviger.store.memory.InMemoryApiKeyStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is added to counts, and what is told of them. */
final class UsageMutants {
  private static final IpAddress NOWHERE = IpAddress.parse("0.0.0.0");

  private UsageMutants() {}

  static List<Mutant> all() {
    return List.of(
        adding("adds usage twice", batch -> Stream.of(batch, batch).flatMap(List::stream).toList()),
        adding("adds no usage", batch -> List.of()),
        new Mutant("adds usage of one key after the other", AddsInOrder::new),
        adding("adds usage once for each key", UsageMutants::lastOfEachKey),
        adding("adds 100 counts at most", batch -> batch.stream().limit(100).toList()),
        adding("counts in ones", each(usage -> new Usage(1, usage.last()))),
        adding("counts to 32 bits", each(usage -> new Usage((int) usage.count(), usage.last()))),
        adding("cuts uses to milliseconds", each(last(UsageMutants::cut))),
        adding("forgets where it was used from", each(last(use -> new LastUse(use.at(), NOWHERE)))),
        adding("counts for no entry", UsageMutants::withoutEntries),
        summing("an earlier use takes the place of a later one", (before, more) -> more),
        summing("the first use stays the last", (before, more) -> before),
        telling("tells no usage of keys", u -> new KeyUsage(none(), u.secrets(), u.entries())),
        telling(
            "tells of keys what their entries counted",
            u -> new KeyUsage(sum(u.entries()), u.secrets(), u.entries())),
        telling(
            "tells no usage of secrets",
            u -> new KeyUsage(u.key(), unused(u.secrets()), u.entries())),
        telling(
            "leaves out secrets that were never used",
            u -> new KeyUsage(u.key(), used(u.secrets()), u.entries())),
        telling(
            "leaves out entries that were never used",
            u -> new KeyUsage(u.key(), u.secrets(), used(u.entries()))),
        new Mutant("tells usage of keys of other organizations", TellsForeign::new),
        new Mutant("tells usage of keys that are not there", TellsUnknown::new),
        new Mutant("does not know whether usage was added", KnowsNot::new),
        new Mutant("adds the counts of a batch one after the other", AddsEach::new));
  }

  /** Where usage goes to the store itself. */
  static class Wrapping extends BrokenStore implements UsageStore {
    Wrapping(InMemoryApiKeyStore real) {
      super(real);
    }

    @Override
    public final Optional<UsageStore> usageStore() {
      return Optional.of(this);
    }

    @Override
    public boolean add(List<UsageCount> batch) {
      return real.add(batch);
    }

    @Override
    public Map<ApiKeyId, KeyUsage> usage(OrganizationId organization, Set<ApiKeyId> keys) {
      return real.usage(organization, keys);
    }
  }

  private static final class AddsEach extends Wrapping {
    AddsEach(InMemoryApiKeyStore real) {
      super(real);
    }

    @Override
    public boolean add(List<UsageCount> batch) {
      return batch.stream().allMatch(count -> super.add(List.of(count)));
    }
  }

  /** As a store does against deadlocks. */
  private static final class AddsInOrder extends Wrapping {
    AddsInOrder(InMemoryApiKeyStore real) {
      super(real);
    }

    @Override
    public boolean add(List<UsageCount> batch) {
      return batch.stream()
          .sorted(Comparator.comparing(count -> count.through().apiKey()))
          .allMatch(count -> super.add(List.of(count)));
    }
  }

  private static Mutant adding(String name, UnaryOperator<List<UsageCount>> rewrite) {
    return new Mutant(
        name,
        store ->
            new Wrapping(store) {
              @Override
              public boolean add(List<UsageCount> batch) {
                return super.add(rewrite.apply(batch));
              }
            });
  }

  private static Mutant telling(String name, UnaryOperator<KeyUsage> told) {
    return new Mutant(
        name,
        store ->
            new Wrapping(store) {
              @Override
              public Map<ApiKeyId, KeyUsage> usage(OrganizationId id, Set<ApiKeyId> keys) {
                Map<ApiKeyId, KeyUsage> all = new HashMap<>(super.usage(id, keys));
                all.replaceAll((key, usage) -> told.apply(usage));
                return all;
              }
            });
  }

  /** Which of two uses is the last; the counts are added up. */
  private static Mutant summing(String name, BinaryOperator<Usage> last) {
    return new Mutant(
        name,
        store ->
            new CountingStore(store) {
              @Override
              Usage sum(Usage before, Usage more) {
                return before.count() == 0
                    ? more
                    : new Usage(before.count() + more.count(), last.apply(before, more).last());
              }
            });
  }

  private static UnaryOperator<List<UsageCount>> each(UnaryOperator<Usage> rewrite) {
    return batch ->
        batch.stream()
            .map(count -> new UsageCount(count.through(), rewrite.apply(count.usage())))
            .toList();
  }

  private static UnaryOperator<Usage> last(UnaryOperator<LastUse> rewrite) {
    return usage -> new Usage(usage.count(), usage.last().map(rewrite));
  }

  private static LastUse cut(LastUse use) {
    return new LastUse(use.at().truncatedTo(MILLIS), use.address());
  }

  private static List<UsageCount> lastOfEachKey(List<UsageCount> batch) {
    Map<ApiKeyId, UsageCount> last = new LinkedHashMap<>();
    batch.forEach(count -> last.put(count.through().apiKey(), count));
    return List.copyOf(last.values());
  }

  private static List<UsageCount> withoutEntries(List<UsageCount> batch) {
    List<UsageCount> all = new ArrayList<>();
    for (UsageCount count : batch) {
      UsedThrough t = count.through();
      UsedThrough bare =
          new UsedThrough(t.organization(), t.apiKey(), t.secretId(), Optional.empty());
      all.add(new UsageCount(bare, count.usage()));
    }
    return all;
  }

  private static Usage none() {
    return Usage.none();
  }

  private static Usage sum(Map<?, Usage> parts) {
    return parts.values().stream().reduce(none(), Usage::plus);
  }

  private static <K> Map<K, Usage> unused(Map<K, Usage> parts) {
    return parts.keySet().stream().collect(Collectors.toMap(each -> each, each -> none()));
  }

  private static <K> Map<K, Usage> used(Map<K, Usage> parts) {
    Map<K, Usage> rest = new HashMap<>(parts);
    rest.values().removeIf(none()::equals);
    return rest;
  }

  private static final class TellsForeign extends Wrapping {
    private final Set<OrganizationId> known = ConcurrentHashMap.newKeySet();

    TellsForeign(InMemoryApiKeyStore real) {
      super(real);
    }

    @Override
    public boolean commit(OrganizationChange change) {
      known.add(change.organization().id());
      return super.commit(change);
    }

    @Override
    public Map<ApiKeyId, KeyUsage> usage(OrganizationId organization, Set<ApiKeyId> keys) {
      Map<ApiKeyId, KeyUsage> all = new HashMap<>();
      known.forEach(each -> all.putAll(super.usage(each, keys)));
      return all;
    }
  }

  private static final class TellsUnknown extends Wrapping {
    TellsUnknown(InMemoryApiKeyStore real) {
      super(real);
    }

    @Override
    public Map<ApiKeyId, KeyUsage> usage(OrganizationId organization, Set<ApiKeyId> keys) {
      Map<ApiKeyId, KeyUsage> all = new HashMap<>(super.usage(organization, keys));
      new HashSet<>(keys).forEach(key -> all.putIfAbsent(key, KeyUsage.none()));
      return all;
    }
  }

  private static final class KnowsNot extends Wrapping {
    KnowsNot(InMemoryApiKeyStore real) {
      super(real);
    }

    @Override
    public boolean add(List<UsageCount> batch) {
      return super.add(batch) && batch.isEmpty();
    }
  }
}
