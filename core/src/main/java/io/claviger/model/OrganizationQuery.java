package io.claviger.model;

import java.util.Objects;
import java.util.Optional;

/**
 * A part of the ordered list of organizations: at most {@code limit} organizations with an id
 * greater than {@code after}. Organizations that are created or deleted meanwhile do not shift the
 * pages: organizations that exist all the time are returned exactly once.
 *
 * @param after empty for the first page
 * @param limit 1 to 500
 */
public record OrganizationQuery(Optional<OrganizationId> after, int limit) {
  /** Throws {@link InvalidValueException} for a limit out of range. */
  public OrganizationQuery {
    Objects.requireNonNull(after, "after");
    PageQuery.requireLimit(limit);
  }

  /** Returns a query for the first page of this size. */
  public static OrganizationQuery first(int limit) {
    return new OrganizationQuery(Optional.empty(), limit);
  }

  /**
   * Returns a query for the page of the same size after this id. The organization with this id need
   * not exist any more.
   */
  public OrganizationQuery after(OrganizationId id) {
    return new OrganizationQuery(Optional.of(Objects.requireNonNull(id, "id")), limit);
  }
}
