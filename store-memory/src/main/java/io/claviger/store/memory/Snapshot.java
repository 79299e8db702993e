package io.claviger.store.memory;

import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.KeyPage;
import io.claviger.model.Organization;
import io.claviger.model.PageQuery;
import io.claviger.model.Revision;
import io.claviger.model.SecretId;
import io.claviger.model.StoreException;
import io.claviger.spi.KeyChanges;
import io.claviger.spi.KeyLookup;
import io.claviger.spi.KeyQuery;
import io.claviger.spi.OrganizationChange;
import io.claviger.spi.OrganizationSnapshot;
import io.claviger.spi.StoredApiKey;
import io.claviger.spi.StoredSecret;
import io.claviger.spi.Verifier;
import io.claviger.spi.VerifierExchange;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * An organization at one revision with its keys and its history. Never changed once it is made, so
 * that whoever holds it has a consistent picture.
 *
 * @param deleted only the history counts, and that the id is taken
 */
record Snapshot(
    Organization organization,
    boolean deleted,
    NavigableMap<ApiKeyId, StoredApiKey> keys,
    History history) {

  /** An organization before its creation: nothing. */
  static Snapshot unborn(Organization organization) {
    return new Snapshot(organization, false, new TreeMap<>(), History.empty());
  }

  /**
   * What the change makes of this.
   *
   * @throws StoreException if it names a key that is not there
   */
  Snapshot after(OrganizationChange change) {
    NavigableMap<ApiKeyId, StoredApiKey> next = new TreeMap<>(keys);
    KeyChanges changes = change.keys();
    changes.deleted().forEach(id -> next.remove(require(next, id)));
    for (ApiKey key : changes.updated()) {
      next.compute(require(next, key.id()), (id, stored) -> stored.with(key.settings()));
    }
    changes
        .secrets()
        .forEach(
            (id, secrets) ->
                next.compute(
                    require(next, id),
                    (k, stored) -> stored.with(withVerifiers(stored.secrets(), secrets))));
    changes.created().forEach(key -> next.put(key.key().id(), key));
    return new Snapshot(
        change.organization(),
        change.deletesOrganization(),
        change.deletesOrganization() ? new TreeMap<>() : next,
        history.plus(change.events()));
  }

  /**
   * What the exchange makes of this; empty where the secret is not there, or is not as expected.
   */
  Optional<Snapshot> after(VerifierExchange exchange) {
    ApiKeyId id = exchange.apiKey();
    if (secrets(id).stream().noneMatch(secret -> isExpected(secret, exchange))) {
      return Optional.empty();
    }
    NavigableMap<ApiKeyId, StoredApiKey> next = new TreeMap<>(keys);
    next.computeIfPresent(id, (same, stored) -> stored.with(exchanged(stored.secrets(), exchange)));
    return Optional.of(new Snapshot(organization, deleted, next, history));
  }

  /** Whether a change decided at this revision may be made. */
  boolean isAt(Revision revision) {
    return !deleted && organization.revision().equals(revision);
  }

  Optional<KeyLookup> lookup(ApiKeyId id) {
    return Optional.ofNullable(keys.get(id)).map(stored -> KeyLookup.of(organization, stored));
  }

  /** Of a key; none where it is not there. */
  List<StoredSecret> secrets(ApiKeyId id) {
    StoredApiKey stored = keys.get(id);
    return stored == null ? List.of() : stored.secrets();
  }

  /** Whether a key has that now. */
  boolean has(Counted counted) {
    StoredApiKey stored = keys.get(counted.key());
    return stored != null && counted.isPartOf(stored.key());
  }

  /** What was counted here and is not there afterwards. */
  Stream<Counted> goneIn(Snapshot after) {
    return keys.values().stream()
        .filter(stored -> !stored.equals(after.keys.get(stored.key().id())))
        .flatMap(stored -> Counted.of(stored.key()))
        .filter(counted -> !after.has(counted));
  }

  OrganizationSnapshot facts(Set<ApiKeyId> ids) {
    Map<ApiKeyId, StoredApiKey> found = new HashMap<>();
    for (ApiKeyId id : ids) {
      StoredApiKey stored = keys.get(id);
      if (stored != null) {
        found.put(id, stored);
      }
    }
    return new OrganizationSnapshot(organization, found);
  }

  /** Of the keys that meet the query and this too. */
  KeyPage page(KeyQuery query, Predicate<ApiKeyId> also) {
    PageQuery request = query.page();
    NavigableMap<ApiKeyId, StoredApiKey> behind =
        request.after().map(id -> keys.tailMap(id, false)).orElse(keys);
    Stream<ApiKey> oneMore =
        behind.values().stream()
            .map(StoredApiKey::key)
            .filter(key -> query.filter().matches(key, query.now()) && also.test(key.id()))
            .limit(request.limit() + 1L);
    List<ApiKey> found = oneMore.toList();
    boolean more = found.size() > request.limit();
    return new KeyPage(more ? found.subList(0, request.limit()) : found, more);
  }

  /** Those that stay keep theirs. */
  private static List<StoredSecret> withVerifiers(
      List<StoredSecret> before, List<StoredSecret> after) {
    Map<SecretId, List<Verifier>> stored = new HashMap<>();
    before.forEach(secret -> stored.put(secret.info().id(), secret.verifiers()));
    return after.stream()
        .map(
            secret ->
                new StoredSecret(
                    secret.info(), stored.getOrDefault(secret.info().id(), secret.verifiers())))
        .toList();
  }

  private static List<StoredSecret> exchanged(
      List<StoredSecret> secrets, VerifierExchange exchange) {
    return secrets.stream()
        .map(
            secret ->
                isExpected(secret, exchange)
                    ? new StoredSecret(secret.info(), exchange.replacement())
                    : secret)
        .toList();
  }

  private static boolean isExpected(StoredSecret secret, VerifierExchange exchange) {
    return secret.info().id().equals(exchange.secretId())
        && secret.verifiers().equals(exchange.expected());
  }

  private static ApiKeyId require(Map<ApiKeyId, StoredApiKey> keys, ApiKeyId id) {
    if (!keys.containsKey(id)) {
      throw new StoreException(
          StoreException.Kind.FAULT, "the change names key " + id + ", which is not there", null);
    }
    return id;
  }
}
