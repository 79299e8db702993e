package io.claviger.internal.management;

import io.claviger.internal.credential.Entropy;
import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.DeletedExpired;
import io.claviger.model.EventType;
import io.claviger.model.OrganizationCounters;
import io.claviger.model.SecretId;
import io.claviger.model.SecretInfo;
import io.claviger.spi.KeyChanges;
import io.claviger.spi.StoredApiKey;
import io.claviger.spi.StoredSecret;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The rules for sweeping out what has expired. */
public final class ExpiryRules {
  private final Entropy entropy;

  ExpiryRules(Entropy entropy) {
    this.entropy = entropy;
  }

  /** Checks whether the key or one of its secrets has expired. */
  static boolean isRipe(ApiKey key, Instant expiredBy) {
    return key.validity().isExpired(expiredBy)
        || key.secrets().stream().anyMatch(secret -> !secret.isLive(expiredBy));
  }

  /** Owners may. What has not expired yet is never deleted, whatever the instant. */
  Instant judge(Situation situation, Instant expiredBy) {
    if (!CallerRights.judge(situation).isOwner()) {
      throw CallerRights.unauthorized("delete expired keys");
    }
    return expiredBy.isBefore(situation.now()) ? expiredBy : situation.now();
  }

  /** Deletes those keys of the situation that are ripe, and the ripe secrets of the others. */
  public Proposal<DeletedExpired> deleteExpired(Situation situation, Instant expiredBy) {
    Instant ripe = judge(situation, expiredBy);
    Draft draft = new Draft(situation, entropy);
    List<ApiKey> keys = new ArrayList<>();
    Map<ApiKeyId, List<StoredSecret>> rest = new HashMap<>();
    List<SecretId> secrets = new ArrayList<>();
    List<StoredApiKey> staying = new ArrayList<>();
    for (StoredApiKey stored : new TreeMap<>(situation.facts().keys()).values()) {
      if (stored.key().validity().isExpired(ripe)) {
        keys.add(stored.key());
        tell(draft, stored.key());
      } else if (isRipe(stored.key(), ripe)) {
        staying.add(stored);
      }
    }
    for (StoredApiKey stored : staying) {
      rest.put(stored.key().id(), live(stored, ripe));
      secrets.addAll(tell(draft, stored.key(), ripe));
    }
    DeletedExpired report = new DeletedExpired(keys, secrets);
    return draft.isEmpty()
        ? Proposal.unchanged(report)
        : Proposal.of(draft.change(changes(keys, rest), counters(situation, keys.size())), report);
  }

  /** What has an expiry is no lasting owner, and no lasting secret. */
  private static OrganizationCounters counters(Situation situation, int fewer) {
    return situation.organization().counters().plus(-fewer, 0);
  }

  private static KeyChanges changes(List<ApiKey> keys, Map<ApiKeyId, List<StoredSecret>> rest) {
    Set<ApiKeyId> deleted = new HashSet<>();
    keys.forEach(key -> deleted.add(key.id()));
    return new KeyChanges(List.of(), List.of(), rest, deleted);
  }

  private static List<StoredSecret> live(StoredApiKey stored, Instant ripe) {
    return stored.secrets().stream().filter(secret -> secret.info().isLive(ripe)).toList();
  }

  private static void tell(Draft draft, ApiKey key) {
    draft.tell(
        EventType.API_KEY_DELETED,
        key.id(),
        Map.of("publicKey", key.publicKey().value(), "reaped", "expired"));
  }

  private static List<SecretId> tell(Draft draft, ApiKey key, Instant ripe) {
    List<SecretId> dead =
        key.secrets().stream().filter(secret -> !secret.isLive(ripe)).map(SecretInfo::id).toList();
    dead.forEach(
        id ->
            draft.tell(
                EventType.API_KEY_SECRET_DELETED,
                key.id(),
                Map.of("secret", id.value(), "reaped", "expired")));
    return dead;
  }
}
