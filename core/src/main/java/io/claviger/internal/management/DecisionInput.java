package io.claviger.internal.management;

import io.claviger.access.Caller;
import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.KeyKind;
import io.claviger.model.ManagementPolicy;
import io.claviger.model.NotFoundException;
import io.claviger.model.Organization;
import io.claviger.spi.store.OrganizationSnapshot;
import io.claviger.spi.store.StoredApiKey;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Everything that a rule may look at.
 *
 * @param snapshot the stored organization, and the keys that the call is about
 * @param answers the answers of the application's directories
 * @param policy the policy of the application
 * @param macs chain the events of the change
 * @param kind the kind of keys that exist for the call, besides the calling key; empty for all
 */
public record DecisionInput(
    Caller caller,
    OrganizationSnapshot snapshot,
    Instant now,
    DirectoryAnswers answers,
    ManagementPolicy policy,
    EventMacs macs,
    Optional<KeyKind> kind) {
  /**
   * Checks that the caller is not null. A caller that is neither a user nor a key gets the rights
   * of the application, so null would get them, too.
   */
  public DecisionInput {
    Objects.requireNonNull(caller, "caller");
  }

  /** Creates an input for a call for which all keys exist. */
  public DecisionInput(
      Caller caller,
      OrganizationSnapshot snapshot,
      Instant now,
      DirectoryAnswers answers,
      ManagementPolicy policy,
      EventMacs macs) {
    this(caller, snapshot, now, answers, policy, macs, Optional.empty());
  }

  DecisionInput ofKind(Optional<KeyKind> newKind) {
    return new DecisionInput(caller, snapshot, now, answers, policy, macs, newKind);
  }

  public Organization organization() {
    return snapshot.organization();
  }

  /** Returns a key of any kind. */
  Optional<ApiKey> find(ApiKeyId id) {
    return Optional.ofNullable(snapshot.keys().get(id)).map(StoredApiKey::key);
  }

  /**
   * Returns a key with the verifiers of its secrets. Throws {@link NotFoundException} if it is not
   * in the organization, or of another kind.
   */
  StoredApiKey stored(ApiKeyId id) {
    StoredApiKey stored = snapshot.keys().get(id);
    if (stored == null || kind.filter(wanted -> !wanted.equals(stored.key().kind())).isPresent()) {
      throw NotFoundException.apiKey(organization().id(), id);
    }
    return stored;
  }

  /** Returns a key. Throws {@link NotFoundException} if it is not in the organization. */
  ApiKey key(ApiKeyId id) {
    return stored(id).key();
  }
}
