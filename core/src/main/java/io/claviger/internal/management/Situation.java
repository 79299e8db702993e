package io.claviger.internal.management;

import io.claviger.access.Caller;
import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.ManagementPolicy;
import io.claviger.model.NotFoundException;
import io.claviger.model.Organization;
import io.claviger.spi.OrganizationSnapshot;
import io.claviger.spi.StoredApiKey;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Everything a rule may look at: who asks, what is stored, what time it is, what the host says and
 * wants.
 */
public record Situation(
    Caller caller,
    OrganizationSnapshot facts,
    Instant now,
    DirectoryAnswers host,
    ManagementPolicy policy) {
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
   * The key a rule is about, with the verifiers of its secrets; throws {@link NotFoundException}
   * where it is not in the organization.
   */
  StoredApiKey stored(ApiKeyId id) {
    StoredApiKey stored = facts.keys().get(id);
    if (stored == null) {
      throw NotFoundException.apiKey(organization().id(), id);
    }
    return stored;
  }

  /**
   * The key a rule is about; throws {@link NotFoundException} where it is not in the organization.
   */
  ApiKey key(ApiKeyId id) {
    return stored(id).key();
  }
}
