package io.claviger.model;

import java.util.List;
import java.util.Objects;

/**
 * A page of organizations in ascending order of id.
 *
 * @param items the organizations; immutable; empty only if no more organizations follow
 * @param more whether more organizations followed when the page was read
 */
public record OrganizationPage(List<Organization> items, boolean more) {
  /** Copies the list. */
  public OrganizationPage {
    items = List.copyOf(Objects.requireNonNull(items, "items"));
  }
}
