package io.claviger.model;

import java.util.Objects;

/** A new organization and its first owner key, with the private key in clear text. */
public record CreatedOrganization(Organization organization, IssuedApiKey firstKey) {
  /** Checks that no part is null. */
  public CreatedOrganization {
    Objects.requireNonNull(organization, "organization");
    Objects.requireNonNull(firstKey, "firstKey");
  }
}
