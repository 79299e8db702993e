package io.claviger.internal.management;

import io.claviger.internal.credential.Entropy;
import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.DeletedExpired;
import io.claviger.model.EventType;
import io.claviger.model.OrganizationCounters;
import io.claviger.model.SecretId;
import io.claviger.model.SecretInfo;
import io.claviger.spi.store.KeyChanges;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.spi.store.StoredSecret;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The rules for deleting expired keys and secrets. */
public record ExpiredKeyCleanup(Entropy entropy) {
  /** Checks whether the key or one of its secrets has expired. */
  static boolean hasExpiredParts(ApiKey key, Instant expiredBy) {
    return key.isExpired(expiredBy)
        || key.secrets().stream().anyMatch(secret -> !secret.isLive(expiredBy));
  }

  /**
   * Returns the cutoff: the given instant, but not later than now, so that only expired keys and
   * secrets are deleted. Throws if the caller is not an owner.
   */
  Instant judge(DecisionInput input, Instant expiredBy) {
    CallerRights.requireOwner(input, "delete expired keys");
    return expiredBy.isBefore(input.now()) ? expiredBy : input.now();
  }

  /**
   * Deletes the keys of the organization that had expired by the cutoff, and the expired secrets of
   * the other keys.
   */
  public Proposal<DeletedExpired> deleteExpired(DecisionInput input, Instant expiredBy) {
    Instant cutoff = judge(input, expiredBy);
    Draft draft = new Draft(input, entropy);
    List<ApiKey> keys = new ArrayList<>();
    List<StoredApiKey> withExpiredSecrets = new ArrayList<>();
    for (StoredApiKey stored : new TreeMap<>(input.snapshot().keys()).values()) {
      ApiKey key = stored.key();
      if (key.isExpired(cutoff)) {
        keys.add(key);
        draft.addEvent(
            EventType.API_KEY_DELETED,
            key.id(),
            Map.of("publicKey", key.publicKey().value(), "reason", "expired"));
      } else if (hasExpiredParts(key, cutoff)) {
        withExpiredSecrets.add(stored);
      }
    }
    Map<ApiKeyId, List<StoredSecret>> rest = new HashMap<>();
    List<SecretId> secrets = new ArrayList<>();
    for (StoredApiKey stored : withExpiredSecrets) {
      rest.put(stored.key().id(), live(stored, cutoff));
      secrets.addAll(addEvents(draft, stored.key(), cutoff));
    }
    DeletedExpired report = DeletedExpired.of(keys, secrets, 0);
    if (draft.isEmpty()) {
      return Proposal.unchanged(report);
    }
    Set<ApiKeyId> deleted = keys.stream().map(ApiKey::id).collect(Collectors.toSet());
    // The number of lasting owners stays, because they have a key and a secret without expiry.
    OrganizationCounters counters = input.organization().counters().plus(-keys.size(), 0);
    return Proposal.of(
        draft.change(new KeyChanges(List.of(), List.of(), rest, deleted), counters), report);
  }

  private static List<StoredSecret> live(StoredApiKey stored, Instant cutoff) {
    return stored.secrets().stream().filter(secret -> secret.info().isLive(cutoff)).toList();
  }

  private static List<SecretId> addEvents(Draft draft, ApiKey key, Instant cutoff) {
    List<SecretId> expired =
        key.secrets().stream()
            .filter(secret -> !secret.isLive(cutoff))
            .map(SecretInfo::id)
            .toList();
    expired.forEach(
        id ->
            draft.addEvent(
                EventType.API_KEY_SECRET_DELETED,
                key.id(),
                Map.of("secret", id.value(), "reason", "expired")));
    return expired;
  }
}
