package io.claviger.spi;

import io.claviger.model.Organization;
import io.claviger.model.OrganizationId;
import io.claviger.model.Revision;
import java.util.Objects;

/**
 * What a request needs of the organization of its key.
 *
 * @param whitelistRequired whether a key without whitelist is refused
 * @param revision for caches, which ask {@link ApiKeyStore#revisions} whether it is still the same
 */
public record LookupOrganization(OrganizationId id, boolean whitelistRequired, Revision revision) {
  /** No part may be null. */
  public LookupOrganization {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(revision, "revision");
  }

  /** The same of a whole organization. */
  public static LookupOrganization of(Organization organization) {
    return new LookupOrganization(
        organization.id(), organization.settings().whitelistRequired(), organization.revision());
  }
}
