package io.claviger.store.memory;

import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.KeyPage;
import io.claviger.model.Organization;
import io.claviger.model.PageQuery;
import io.claviger.model.Revision;
import io.claviger.model.SecretId;
import io.claviger.model.StoreException;
import io.claviger.spi.Verifier;
import io.claviger.spi.store.EventChain;
import io.claviger.spi.store.KeyChanges;
import io.claviger.spi.store.KeyLookup;
import io.claviger.spi.store.KeyQuery;
import io.claviger.spi.store.OrganizationChange;
import io.claviger.spi.store.OrganizationSnapshot;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.spi.store.StoredSecret;
import io.claviger.spi.store.VerifierReplacement;
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
 * An organization at one revision, with its keys and its history. Immutable, so that a reader has a
 * consistent state.
 *
 * @param deleted if true, only the history matters, and the id stays taken
 */
record OrganizationState(
    Organization organization,
    boolean deleted,
    NavigableMap<ApiKeyId, StoredApiKey> keys,
    History history,
    EventChain chain) {

  /** Returns the empty state of an organization before its creation. */
  static OrganizationState unborn(Organization organization) {
    return new OrganizationState(
        organization, false, new TreeMap<>(), History.empty(), EventChain.none());
  }

  /**
   * Returns the state after the change.
   *
   * @throws StoreException if the change names a key that does not exist
   */
  OrganizationState after(OrganizationChange change) {
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
    return new OrganizationState(
        change.organization(),
        change.deletesOrganization(),
        change.deletesOrganization() ? new TreeMap<>() : next,
        history.plus(change.events()),
        change.chain());
  }

  /**
   * Returns the state after the replacement; empty if the secret does not exist, or has other
   * verifiers.
   */
  Optional<OrganizationState> after(VerifierReplacement replacement) {
    ApiKeyId id = replacement.apiKey();
    if (secrets(id).stream().noneMatch(secret -> isExpected(secret, replacement))) {
      return Optional.empty();
    }
    NavigableMap<ApiKeyId, StoredApiKey> next = new TreeMap<>(keys);
    next.computeIfPresent(
        id, (same, stored) -> stored.with(replaced(stored.secrets(), replacement)));
    return Optional.of(new OrganizationState(organization, deleted, next, history, chain));
  }

  /** Returns whether a change decided at this revision may be made. */
  boolean isAt(Revision revision) {
    return !deleted && organization.revision().equals(revision);
  }

  Optional<KeyLookup> lookup(ApiKeyId id) {
    return Optional.ofNullable(keys.get(id)).map(stored -> KeyLookup.of(organization, stored));
  }

  /** Returns the secrets of a key; none if it does not exist. */
  List<StoredSecret> secrets(ApiKeyId id) {
    StoredApiKey stored = keys.get(id);
    return stored == null ? List.of() : stored.secrets();
  }

  /** Returns whether a key has the counted object now. */
  boolean has(Counted counted) {
    StoredApiKey stored = keys.get(counted.key());
    return stored != null && counted.isPartOf(stored.key());
  }

  /** Returns the counted objects that do not exist in the later state. */
  Stream<Counted> goneIn(OrganizationState after) {
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
    return new OrganizationSnapshot(organization, found, chain);
  }

  /** Returns the page of those keys that meet the query and the condition. */
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

  /** Secrets that exist already keep their verifiers. */
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

  private static List<StoredSecret> replaced(
      List<StoredSecret> secrets, VerifierReplacement replacement) {
    return secrets.stream()
        .map(
            secret ->
                isExpected(secret, replacement)
                    ? new StoredSecret(secret.info(), replacement.next())
                    : secret)
        .toList();
  }

  private static boolean isExpected(StoredSecret secret, VerifierReplacement replacement) {
    return secret.info().id().equals(replacement.secretId())
        && secret.verifiers().equals(replacement.expected());
  }

  private static ApiKeyId require(Map<ApiKeyId, StoredApiKey> keys, ApiKeyId id) {
    if (!keys.containsKey(id)) {
      throw new StoreException(
          StoreException.Kind.FAULT, "the change names key " + id + ", which does not exist", null);
    }
    return id;
  }
}
