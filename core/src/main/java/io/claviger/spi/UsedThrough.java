package io.claviger.spi;

import io.claviger.model.ApiKeyId;
import io.claviger.model.OrganizationId;
import io.claviger.model.SecretId;
import io.claviger.model.WhitelistEntry;
import java.util.Objects;
import java.util.Optional;

/**
 * What an admitted request went through.
 *
 * @param entry the one that admitted it; empty where the whitelist is, or did not count
 */
public record UsedThrough(
    OrganizationId organization,
    ApiKeyId apiKey,
    SecretId secretId,
    Optional<WhitelistEntry> entry) {
  /** No part may be null. */
  public UsedThrough {
    Objects.requireNonNull(organization, "organization");
    Objects.requireNonNull(apiKey, "apiKey");
    Objects.requireNonNull(secretId, "secretId");
    Objects.requireNonNull(entry, "entry");
  }
}
