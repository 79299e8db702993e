package io.claviger.spi.store;

import io.claviger.internal.text.Arguments;
import io.claviger.model.Limits;
import io.claviger.model.Organization;
import io.claviger.model.OrganizationId;
import io.claviger.model.Revision;
import java.util.Objects;
import java.util.Optional;

/**
 * The parts of an organization that a request with one of its keys needs.
 *
 * @param whitelistRequired whether a key without a whitelist is refused
 * @param revision for caches, which ask {@link ApiKeyStore#revisions} whether it is still current
 * @param rateLimit how often all its keys together may be used; empty for no such limit
 * @param keyRateLimit how often each of its keys may be used that has no limit of its own; empty
 *     for no such limit
 */
public record LookupOrganization(
    OrganizationId id,
    boolean whitelistRequired,
    Revision revision,
    Optional<Limits.Rate> rateLimit,
    Optional<Limits.Rate> keyRateLimit) {
  /** Checks that no part is null. */
  public LookupOrganization {
    Arguments.require(id, "id", revision, "revision", rateLimit, "rateLimit");
    Objects.requireNonNull(keyRateLimit, "keyRateLimit");
  }

  /** Returns these parts of a whole organization. */
  public static LookupOrganization of(Organization organization) {
    Objects.requireNonNull(organization, "organization");
    Limits limits = organization.settings().limits();
    return new LookupOrganization(
        organization.id(),
        organization.settings().isWhitelistRequired(),
        organization.revision(),
        limits.rate(),
        limits.keyRate());
  }
}
