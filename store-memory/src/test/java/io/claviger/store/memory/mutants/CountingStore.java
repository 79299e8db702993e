package io.claviger.store.memory.mutants;

import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.CidrBlock;
import io.claviger.model.KeyCriterion;
import io.claviger.model.KeyFilter;
import io.claviger.model.KeyPage;
import io.claviger.model.KeyUsage;
import io.claviger.model.OrganizationId;
import io.claviger.model.SecretId;
import io.claviger.model.Usage;
import io.claviger.model.WhitelistEntry;
import io.claviger.spi.KeyQuery;
import io.claviger.spi.OrganizationChange;
import io.claviger.spi.UsageCount;
import io.claviger.spi.UsageStore;
import io.claviger.spi.UsedThrough;
import io.claviger.store.memory.InMemoryApiKeyStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Counts by itself under one lock, and rightly; mutants override what they break. */
class CountingStore extends BrokenStore implements UsageStore {
  /** The key itself, a secret or an entry of it. */
  record Row(ApiKeyId key, Object counted) {}

  /** Of a whitelist. */
  record Entry(CidrBlock block, long addedIn) {}

  final Map<Row, Usage> rows;

  CountingStore(InMemoryApiKeyStore real) {
    super(real);
    this.rows = new ConcurrentHashMap<>();
  }

  /** Another one on the same keys and counts. */
  CountingStore(CountingStore shared) {
    super(shared.real);
    this.rows = shared.rows;
  }

  @Override
  BrokenStore otherNode() {
    return new CountingStore(this);
  }

  @Override
  public final Optional<UsageStore> usageStore() {
    return Optional.of(this);
  }

  @Override
  public boolean add(List<UsageCount> batch) {
    synchronized (rows) {
      for (UsageCount count : batch) {
        rows(count.through())
            .filter(row -> isThere(count.through().organization(), row))
            .forEach(row -> rows.put(row, sum(count(row), count.usage())));
      }
      return true;
    }
  }

  @Override
  public Map<ApiKeyId, KeyUsage> usage(OrganizationId organization, Set<ApiKeyId> keys) {
    Map<ApiKeyId, KeyUsage> all = new HashMap<>();
    real.read(organization, keys)
        .ifPresent(facts -> facts.keys().forEach((id, stored) -> all.put(id, usage(stored.key()))));
    return all;
  }

  @Override
  public boolean commit(OrganizationChange change) {
    synchronized (rows) {
      boolean made = super.commit(change);
      if (made) {
        rows.keySet().removeIf(row -> isGone(change, row));
      }
      return made;
    }
  }

  @Override
  public KeyPage listKeys(KeyQuery query) {
    if (query.filter().criteria().stream().noneMatch(KeyCriterion.UnusedSince.class::isInstance)) {
      return super.listKeys(query);
    }
    return page(
        query, key -> query.filter().matches(key, query.now()) && admits(query.filter(), key));
  }

  Usage sum(Usage before, Usage more) {
    long room = Long.MAX_VALUE - before.count();
    return room == 0 ? before : before.plus(new Usage(Math.min(room, more.count()), more.last()));
  }

  Object entry(WhitelistEntry entry) {
    return new Entry(entry.block(), entry.addedIn());
  }

  boolean isThere(OrganizationId organization, Row row) {
    return Optional.ofNullable(usage(organization, Set.of(row.key())).get(row.key())).isPresent()
        && rows(key(organization, row.key())).anyMatch(row::equals);
  }

  /** By now. */
  boolean isGone(OrganizationChange change, Row row) {
    OrganizationId organization = change.organization().id();
    boolean changed =
        change.deletesOrganization()
            || change.keys().deleted().contains(row.key())
            || change.keys().secrets().containsKey(row.key())
            || change.keys().updated().stream().anyMatch(key -> key.id().equals(row.key()));
    return changed && !isThere(organization, row);
  }

  final Usage count(Row row) {
    return rows.getOrDefault(row, Usage.none());
  }

  private ApiKey key(OrganizationId organization, ApiKeyId id) {
    return real.read(organization, Set.of(id)).orElseThrow().keys().get(id).key();
  }

  private boolean admits(KeyFilter filter, ApiKey key) {
    return filter.criteria().stream()
        .noneMatch(
            criterion ->
                criterion instanceof KeyCriterion.UnusedSince since
                    && count(new Row(key.id(), key.id()))
                        .last()
                        .filter(last -> !last.at().isBefore(since.instant()))
                        .isPresent());
  }

  private KeyUsage usage(ApiKey key) {
    Map<SecretId, Usage> secrets = new HashMap<>();
    key.secrets().forEach(info -> secrets.put(info.id(), count(new Row(key.id(), info.id()))));
    Map<CidrBlock, Usage> entries = new HashMap<>();
    key.whitelist()
        .entries()
        .forEach(entry -> entries.put(entry.block(), count(new Row(key.id(), entry(entry)))));
    return new KeyUsage(count(new Row(key.id(), key.id())), secrets, entries);
  }

  private Stream<Row> rows(ApiKey key) {
    Stream<Object> secrets = key.secrets().stream().map(info -> info.id());
    Stream<Object> entries = key.whitelist().entries().stream().map(this::entry);
    return Stream.of(Stream.<Object>of(key.id()), secrets, entries)
        .flatMap(each -> each)
        .map(counted -> new Row(key.id(), counted));
  }

  final Stream<Row> rows(UsedThrough through) {
    return Stream.concat(
            Stream.<Object>of(through.apiKey(), through.secretId()),
            through.entry().stream().map(this::entry))
        .map(counted -> new Row(through.apiKey(), counted));
  }
}
