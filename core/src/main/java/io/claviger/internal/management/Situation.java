package io.claviger.internal.management;

import io.claviger.ApiKey;
import io.claviger.ApiKeyId;
import io.claviger.Caller;
import io.claviger.ManagementPolicy;
import io.claviger.NotFound;
import io.claviger.Organization;
import io.claviger.spi.Facts;
import io.claviger.spi.StoredApiKey;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Everything a rule may look at: who asks, what is stored, what time it is, what the host says and
 * wants.
 */
public record Situation(
    Caller caller, Facts facts, Instant now, HostAnswers host, ManagementPolicy policy) {
  /**
   * The caller must not be null: whatever is neither a user nor a key is given the rights of the
   * host.
   */
  public Situation {
    Objects.requireNonNull(caller, "caller");
  }

  Organization organization() {
    return facts.organization();
  }

  Optional<ApiKey> find(ApiKeyId id) {
    return Optional.ofNullable(facts.keys().get(id)).map(StoredApiKey::key);
  }

  /**
   * The key a rule is about, with the verifiers of its secrets; throws {@link NotFound} where it is
   * not in the organization.
   */
  StoredApiKey stored(ApiKeyId id) {
    StoredApiKey stored = facts.keys().get(id);
    if (stored == null) {
      throw NotFound.apiKey(organization().id(), id);
    }
    return stored;
  }

  /** The key a rule is about; throws {@link NotFound} where it is not in the organization. */
  ApiKey key(ApiKeyId id) {
    return stored(id).key();
  }
}
