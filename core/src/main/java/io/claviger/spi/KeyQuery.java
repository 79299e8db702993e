package io.claviger.spi;

import io.claviger.OrganizationId;
import io.claviger.PageRequest;
import java.util.Objects;

/** Which keys to list. */
public record KeyQuery(OrganizationId organization, PageRequest page) {
  /** No part may be null. */
  public KeyQuery {
    Objects.requireNonNull(organization, "organization");
    Objects.requireNonNull(page, "page");
  }
}
