package io.claviger.internal.management;

import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.KeyPage;
import io.claviger.model.OrganizationId;
import io.claviger.model.OrganizationPage;
import io.claviger.model.OrganizationQuery;
import io.claviger.model.PublicKey;
import io.claviger.spi.store.ApiKeyStore;
import io.claviger.spi.store.KeyLookup;
import io.claviger.spi.store.KeyQuery;
import io.claviger.spi.store.NamedValue;
import io.claviger.spi.store.OrganizationChange;
import io.claviger.spi.store.OrganizationSnapshot;
import io.claviger.spi.store.OrganizationVersion;
import io.claviger.spi.store.StoredApiKey;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;

/** One organization or none, read as it is; commits are won or lost as told, and change nothing. */
public final class ScriptedStore implements ApiKeyStore {
  private final Optional<OrganizationSnapshot> facts;
  private final Queue<Boolean> outcomes = new ArrayDeque<>();
  public final List<OrganizationChange> commits = new ArrayList<>();
  public final Map<String, String> values = new HashMap<>();
  public int lookups;
  public int reads;

  private ScriptedStore(Optional<OrganizationSnapshot> facts) {
    this.facts = facts;
  }

  public static ScriptedStore empty() {
    return new ScriptedStore(Optional.empty());
  }

  public static ScriptedStore holding(OrganizationSnapshot facts) {
    return new ScriptedStore(Optional.of(facts));
  }

  /** What the next commits answer; those behind them win. */
  public ScriptedStore answering(Boolean... next) {
    outcomes.addAll(Arrays.asList(next));
    return this;
  }

  @Override
  public Optional<KeyLookup> findByPublicKey(PublicKey publicKey) {
    lookups++;
    return facts.flatMap(
        held ->
            held.keys().values().stream()
                .filter(stored -> stored.key().publicKey().equals(publicKey))
                .map(stored -> KeyLookup.of(held.organization(), stored))
                .findFirst());
  }

  @Override
  public Optional<OrganizationSnapshot> read(OrganizationId organization, Set<ApiKeyId> keys) {
    reads++;
    return facts
        .filter(held -> held.organization().id().equals(organization))
        .map(
            held -> {
              Map<ApiKeyId, StoredApiKey> asked = new HashMap<>(held.keys());
              asked.keySet().retainAll(keys);
              return new OrganizationSnapshot(held.organization(), asked, held.chain());
            });
  }

  @Override
  public KeyPage listKeys(KeyQuery query) {
    List<ApiKey> keys =
        facts.stream()
            .flatMap(held -> held.keys().values().stream())
            .map(StoredApiKey::key)
            .filter(key -> query.filter().matches(key, query.now()))
            .filter(key -> query.page().after().map(id -> key.id().compareTo(id) > 0).orElse(true))
            .sorted(Comparator.comparing(ApiKey::id))
            .toList();
    int size = Math.min(keys.size(), query.page().limit());
    return new KeyPage(keys.subList(0, size), size < keys.size());
  }

  @Override
  public OrganizationPage listOrganizations(OrganizationQuery query) {
    return new OrganizationPage(
        facts.stream().map(OrganizationSnapshot::organization).toList(), false);
  }

  @Override
  public Map<OrganizationId, OrganizationVersion> revisions(Set<OrganizationId> ids) {
    return facts
        .map(OrganizationSnapshot::organization)
        .filter(held -> ids.contains(held.id()))
        .map(held -> Map.of(held.id(), OrganizationVersion.of(held.revision())))
        .orElse(Map.of());
  }

  @Override
  public boolean commit(OrganizationChange change) {
    commits.add(change);
    return outcomes.isEmpty() || outcomes.remove();
  }

  @Override
  public String storeIfAbsent(NamedValue value) {
    String first = values.putIfAbsent(value.name(), value.value());
    return first == null ? value.value() : first;
  }
}
