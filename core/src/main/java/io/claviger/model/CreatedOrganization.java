package io.claviger.model;

import io.claviger.internal.text.Arguments;
import java.util.Optional;

/**
 * A new organization, and its first owner key with the private key in clear text.
 *
 * @param issuedKey empty if the organization was created {@linkplain NewOrganization#withoutKey
 *     without a key}
 */
public record CreatedOrganization(Organization organization, Optional<IssuedApiKey> issuedKey) {
  /** Checks that no part is null. */
  public CreatedOrganization {
    Arguments.require(organization, "organization", issuedKey, "issuedKey");
  }

  /**
   * Returns the first owner key.
   *
   * @throws IllegalStateException if the organization was created without a key
   */
  public IssuedApiKey firstKey() {
    return issuedKey.orElseThrow(
        () ->
            new IllegalStateException(
                "organization %s was created without a key, as requested; use issuedKey()"
                    .formatted(organization.id())));
  }
}
