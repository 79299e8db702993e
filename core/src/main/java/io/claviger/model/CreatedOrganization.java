package io.claviger.model;

import java.util.Objects;

/** A new organization and its first owner key, with the clear secret. */
public record CreatedOrganization(Organization organization, IssuedApiKey firstKey) {
  /** No part may be null. */
  public CreatedOrganization {
    Objects.requireNonNull(organization, "organization");
    Objects.requireNonNull(firstKey, "firstKey");
  }
}
