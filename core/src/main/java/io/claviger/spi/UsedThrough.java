package io.claviger.spi;

import io.claviger.ApiKeyId;
import io.claviger.OrganizationId;
import io.claviger.SecretId;
import io.claviger.WhitelistEntry;
import java.util.Objects;
import java.util.Optional;

/**
 * What an admitted request went through.
 *
 * @param entry the one that admitted it; empty where the whitelist is, or did not count
 */
public record UsedThrough(
    OrganizationId organization, ApiKeyId apiKey, SecretId secret, Optional<WhitelistEntry> entry) {
  /** No part may be null. */
  public UsedThrough {
    Objects.requireNonNull(organization, "organization");
    Objects.requireNonNull(apiKey, "apiKey");
    Objects.requireNonNull(secret, "secret");
    Objects.requireNonNull(entry, "entry");
  }
}
