package io.claviger.importing;

import io.claviger.model.OrganizationId;
import java.util.Objects;

/**
 * An organization that may not have as many keys as an import would give it.
 *
 * @param limit how many keys it may have
 * @param needed how many keys it would have, with those that exist
 */
public record ExceededLimit(OrganizationId organization, int limit, long needed) {
  /** Checks that the organization is not null. */
  public ExceededLimit {
    Objects.requireNonNull(organization, "organization");
  }
}
