package io.claviger.internal.usage;

import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.CidrBlock;
import io.claviger.model.KeyUsage;
import io.claviger.model.OrganizationId;
import io.claviger.model.SecretId;
import io.claviger.model.StoreException;
import io.claviger.model.Usage;
import io.claviger.spi.store.UsageCount;
import io.claviger.spi.store.UsageStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** Keeps each batch that it takes, and tells the usage of the keys that it knows by them. */
public final class RecordingUsageStore implements UsageStore {
  private final List<ApiKey> keys;
  public final List<List<UsageCount>> batches = new CopyOnWriteArrayList<>();

  /** What it does with a batch: keeps it, says that it does not know, or throws. */
  public volatile BooleanSupplier mood = () -> true;

  public volatile boolean readable = true;

  public RecordingUsageStore(ApiKey... keys) {
    this.keys = List.of(keys);
  }

  @Override
  public boolean add(List<UsageCount> batch) {
    boolean kept = mood.getAsBoolean();
    if (kept) {
      batches.add(List.copyOf(batch));
    }
    return kept;
  }

  @Override
  public Map<ApiKeyId, KeyUsage> usage(OrganizationId organization, Set<ApiKeyId> wanted) {
    if (!readable) {
      throw trouble();
    }
    Map<ApiKeyId, KeyUsage> found = new HashMap<>();
    for (ApiKey key : keys) {
      if (wanted.contains(key.id()) && key.organization().equals(organization)) {
        found.put(key.id(), usage(key));
      }
    }
    return found;
  }

  /** From now on it takes nothing. */
  public void goDown() {
    mood =
        () -> {
          throw trouble();
        };
  }

  /** Nothing was taken. */
  public static StoreException trouble() {
    return new StoreException(StoreException.Kind.UNREACHABLE, "down", null);
  }

  /** What all batches together say of this. */
  public Usage sum(Predicate<UsageStore.Subject> of) {
    return batches.stream()
        .flatMap(List::stream)
        .filter(count -> of.test(count.subject()))
        .map(UsageCount::usage)
        .reduce(Usage.none(), Usage::plus);
  }

  /** Of all keys. */
  public long requests() {
    return sum(subject -> true).count();
  }

  /** The number of tallies in each batch. */
  public List<Integer> sizes() {
    return batches.stream().map(List::size).toList();
  }

  private KeyUsage usage(ApiKey key) {
    Map<SecretId, Usage> secrets = new HashMap<>();
    key.secrets()
        .forEach(each -> secrets.put(each.id(), sum(of -> of.secretId().equals(each.id()))));
    Map<CidrBlock, Usage> entries = new HashMap<>();
    key.whitelist()
        .entries()
        .forEach(
            entry ->
                entries.put(
                    entry.block(),
                    sum(
                        of ->
                            of.apiKey().equals(key.id())
                                && of.entry().equals(Optional.of(entry)))));
    return new KeyUsage(sum(of -> of.apiKey().equals(key.id())), secrets, entries);
  }
}
