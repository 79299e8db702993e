package io.claviger.spi;

import io.claviger.model.ApiKeyId;
import io.claviger.model.OrganizationId;
import io.claviger.model.SecretId;
import io.claviger.model.WhitelistEntry;
import java.util.Objects;
import java.util.Optional;

/**
 * The key, the secret and the whitelist entry that an admitted request used.
 *
 * @param entry the entry that admitted the request; empty if the whitelist is empty, or if it is
 *     only reported and has no entry for the address
 */
public record UsedThrough(
    OrganizationId organization,
    ApiKeyId apiKey,
    SecretId secretId,
    Optional<WhitelistEntry> entry) {
  /** Checks that no part is null. */
  public UsedThrough {
    Objects.requireNonNull(organization, "organization");
    Objects.requireNonNull(apiKey, "apiKey");
    Objects.requireNonNull(secretId, "secretId");
    Objects.requireNonNull(entry, "entry");
  }
}
