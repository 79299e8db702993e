package io.claviger.store.memory;

import io.claviger.model.ApiKey;
import io.claviger.model.AuditEvent;
import io.claviger.model.PublicKey;
import io.claviger.spi.store.OrganizationChange;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.spi.store.StoredSecret;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Every id and public key that was ever used in any organization, and the key of each public key.
 * They never become free again. Thread-safe; no thread waits for another one.
 */
final class UsedIds {
  /** The ids of keys, secrets and events, which differ by type. */
  private final Set<Record> ids = ConcurrentHashMap.newKeySet();

  private final Map<PublicKey, ApiKey.Identity> identities = new ConcurrentHashMap<>();

  /** Returns the key with this public key; it may not exist yet, or be deleted. */
  Optional<ApiKey.Identity> identity(PublicKey publicKey) {
    return Optional.ofNullable(identities.get(publicKey));
  }

  /**
   * Takes all new ids and public keys of a change, or none.
   *
   * @param before the state before the change
   * @return empty if one is taken already; otherwise a claim, to give them back if the change fails
   */
  Optional<Claim> claim(OrganizationState before, OrganizationChange change) {
    Claim claim = new Claim();
    boolean fresh =
        change.keys().created().stream().allMatch(claim::takeKey)
            && change.keys().secrets().entrySet().stream()
                .allMatch(
                    entry -> claim.takeSecrets(entry.getValue(), before.secrets(entry.getKey())))
            && change.events().stream().map(AuditEvent::id).allMatch(claim::take);
    if (!fresh) {
      claim.giveBack();
      return Optional.empty();
    }
    return Optional.of(claim);
  }

  /** The ids and public keys that one change took. Used by one thread. */
  final class Claim {
    private final List<Record> taken = new ArrayList<>();
    private final List<PublicKey> publicKeys = new ArrayList<>();

    private Claim() {}

    /** Gives everything back, since the change failed. */
    void giveBack() {
      taken.forEach(ids::remove);
      publicKeys.forEach(identities::remove);
    }

    private boolean takeKey(StoredApiKey stored) {
      ApiKey.Identity identity = stored.key().identity();
      return take(identity.id())
          && takePublicKey(identity)
          && takeSecrets(stored.secrets(), List.of());
    }

    private boolean takePublicKey(ApiKey.Identity identity) {
      return identities.putIfAbsent(identity.publicKey(), identity) == null
          && publicKeys.add(identity.publicKey());
    }

    private boolean takeSecrets(List<StoredSecret> secrets, List<StoredSecret> kept) {
      List<Record> old = kept.stream().<Record>map(secret -> secret.info().id()).toList();
      return secrets.stream()
          .map(secret -> secret.info().id())
          .allMatch(id -> old.contains(id) || take(id));
    }

    private boolean take(Record id) {
      return ids.add(id) && taken.add(id);
    }
  }
}
