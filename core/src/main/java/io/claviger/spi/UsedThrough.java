package io.claviger.spi;

import io.claviger.ApiKeyId;
import io.claviger.CidrBlock;
import io.claviger.OrganizationId;
import io.claviger.SecretId;
import io.claviger.WhitelistEntry;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

  /** All parts. Made to be quick as well: the first to differ are the ids of secret and key. */
  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof UsedThrough that
            && secret.value().equals(that.secret.value())
            && apiKey.value().equals(that.apiKey.value())
            && organization.value().equals(that.organization.value())
            && entry.equals(that.entry));
  }

  /**
   * Every request that is counted asks for this, so it is made to be quick: of the ids of key and
   * secret, whose texts remember their hash, and of the block of the entry.
   */
  @Override
  public int hashCode() {
    int ids = 31 * apiKey.hashCode() + secret.hashCode();
    return entry.isPresent() ? 31 * ids + hash(entry.get().block()) : ids;
  }

  private static int hash(CidrBlock block) {
    long network = 31 * block.network().high() + block.network().low();
    return 31 * Long.hashCode(network) + block.prefixLength();
  }
}
