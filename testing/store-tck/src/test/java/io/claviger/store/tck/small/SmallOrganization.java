package io.claviger.store.tck.small;

import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.AuditEvent;
import io.claviger.model.EventId;
import io.claviger.model.Organization;
import io.claviger.model.Revision;
import io.claviger.model.SecretId;
import io.claviger.model.StoreException;
import io.claviger.spi.EventChain;
import io.claviger.spi.EventQuery;
import io.claviger.spi.OrganizationChange;
import io.claviger.spi.StoredApiKey;
import io.claviger.spi.StoredSecret;
import io.claviger.spi.Verifier;
import io.claviger.spi.VerifierReplacement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * One organization at one revision. A deleted one keeps its events, and its id stays taken.
 *
 * @param events oldest first
 */
record SmallOrganization(
    Organization organization,
    boolean deleted,
    NavigableMap<ApiKeyId, StoredApiKey> keys,
    List<AuditEvent> events,
    EventChain chain) {

  static SmallOrganization beforeCreation(OrganizationChange change) {
    return new SmallOrganization(
        change.organization(), false, new TreeMap<>(), List.of(), EventChain.none());
  }

  boolean isAt(Optional<Revision> expected) {
    return !deleted && expected.equals(Optional.of(organization.revision()));
  }

  /** Throws {@link StoreException} if the change names a key that does not exist. */
  SmallOrganization after(OrganizationChange change) {
    NavigableMap<ApiKeyId, StoredApiKey> next = new TreeMap<>(keys);
    for (ApiKey updated : change.keys().updated()) {
      replace(next, updated.id(), stored -> stored.with(updated.settings()));
    }
    change
        .keys()
        .secrets()
        .forEach(
            (id, secrets) ->
                replace(next, id, stored -> stored.with(keepVerifiers(stored, secrets))));
    for (ApiKeyId id : change.keys().deleted()) {
      replace(next, id, stored -> null);
    }
    change.keys().created().forEach(created -> next.put(created.key().id(), created));
    List<AuditEvent> history = new ArrayList<>(events);
    history.addAll(change.events());
    boolean deletes = change.deletesOrganization();
    return new SmallOrganization(
        change.organization(), deletes, deletes ? new TreeMap<>() : next, history, change.chain());
  }

  private static void replace(
      Map<ApiKeyId, StoredApiKey> keys, ApiKeyId id, UnaryOperator<StoredApiKey> change) {
    if (!keys.containsKey(id)) {
      String message = "the change names key " + id + ", which does not exist";
      throw new StoreException(StoreException.Kind.FAULT, message, null);
    }
    keys.computeIfPresent(id, (same, stored) -> change.apply(stored));
  }

  /** A secret that stays keeps its stored verifiers: they may have been replaced meanwhile. */
  private static List<StoredSecret> keepVerifiers(StoredApiKey before, List<StoredSecret> after) {
    Map<SecretId, List<Verifier>> stored = new HashMap<>();
    before.secrets().forEach(secret -> stored.put(secret.info().id(), secret.verifiers()));
    return after.stream()
        .map(
            secret ->
                new StoredSecret(
                    secret.info(), stored.getOrDefault(secret.info().id(), secret.verifiers())))
        .toList();
  }

  /** Returns empty if the secret does not exist, or has other verifiers than the expected ones. */
  Optional<SmallOrganization> after(VerifierReplacement replacement) {
    StoredApiKey stored = keys.get(replacement.apiKey());
    if (stored == null) {
      return Optional.empty();
    }
    List<StoredSecret> secrets = new ArrayList<>(stored.secrets());
    for (StoredSecret secret : stored.secrets()) {
      if (secret.info().id().equals(replacement.secretId())
          && secret.verifiers().equals(replacement.expected())) {
        StoredSecret replaced = new StoredSecret(secret.info(), replacement.next());
        secrets.set(secrets.indexOf(secret), replaced);
        NavigableMap<ApiKeyId, StoredApiKey> next = new TreeMap<>(keys);
        next.put(replacement.apiKey(), stored.with(secrets));
        return Optional.of(new SmallOrganization(organization, deleted, next, events, chain));
      }
    }
    return Optional.empty();
  }

  Map<ApiKeyId, StoredApiKey> only(Set<ApiKeyId> ids) {
    Map<ApiKeyId, StoredApiKey> found = new HashMap<>(keys);
    found.keySet().retainAll(ids);
    return found;
  }

  Stream<ApiKey> keysAfter(Optional<ApiKeyId> id) {
    return id.map(after -> keys.tailMap(after, false)).orElse(keys).values().stream()
        .map(StoredApiKey::key);
  }

  /** Returns events, newest first. */
  List<AuditEvent> events(EventQuery query) {
    int end = events.size();
    if (query.before().isPresent()) {
      List<EventId> ids = events.stream().map(AuditEvent::id).toList();
      end = Math.max(0, ids.indexOf(query.before().get()));
    }
    List<AuditEvent> newestFirst = new ArrayList<>(events.subList(0, end));
    Collections.reverse(newestFirst);
    return newestFirst.stream()
        .filter(
            event -> query.apiKey().isEmpty() || query.apiKey().equals(event.subject().apiKey()))
        .limit(query.limit())
        .toList();
  }
}
