package io.claviger.store.memory;

import io.claviger.model.ApiKeyIdentity;
import io.claviger.model.AuditEvent;
import io.claviger.model.PublicKey;
import io.claviger.spi.OrganizationChange;
import io.claviger.spi.StoredApiKey;
import io.claviger.spi.StoredSecret;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Every id and public key that was ever used in any organization, and where a public key belongs.
 * Nothing is ever free again. Thread-safe; nobody waits for anybody.
 */
final class UsedIds {
  /** Ids of keys, secrets and events; their types keep them apart. */
  private final Set<Record> ids = ConcurrentHashMap.newKeySet();

  private final Map<PublicKey, ApiKeyIdentity> identities = new ConcurrentHashMap<>();

  /** Whose public key this is; the key may not exist yet, or no more. */
  Optional<ApiKeyIdentity> identity(PublicKey publicKey) {
    return Optional.ofNullable(identities.get(publicKey));
  }

  /**
   * Takes everything that is new in a change, or nothing.
   *
   * @param before what the change is made on
   * @return empty if something is taken already; else what was taken, to be given back if the
   *     change is not made
   */
  Optional<Claim> claim(Snapshot before, OrganizationChange change) {
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

  /** What one change took. Used by one thread. */
  final class Claim {
    private final List<Record> taken = new ArrayList<>();
    private final List<PublicKey> publicKeys = new ArrayList<>();

    private Claim() {}

    /** The change is not made after all. */
    void giveBack() {
      taken.forEach(ids::remove);
      publicKeys.forEach(identities::remove);
    }

    private boolean takeKey(StoredApiKey stored) {
      ApiKeyIdentity identity = stored.key().identity();
      return take(identity.id())
          && takePublicKey(identity)
          && takeSecrets(stored.secrets(), List.of());
    }

    private boolean takePublicKey(ApiKeyIdentity identity) {
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
