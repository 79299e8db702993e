package io.claviger.model;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A part of the ordered list of organizations: at most {@code limit} organizations with an id
 * greater than {@code after}. Organizations that are created or deleted meanwhile do not shift the
 * pages: organizations that exist all the time are returned exactly once.
 *
 * <p>Immutable.
 */
public final class OrganizationQuery {
  private final Optional<OrganizationId> after;
  private final int limit;

  private OrganizationQuery(Optional<OrganizationId> after, int limit) {
    PageQuery.requireLimit(limit);
    this.after = after;
    this.limit = limit;
  }

  /**
   * Returns a query for the first page of this size.
   *
   * @throws InvalidValueException for a limit out of range
   */
  public static OrganizationQuery first(int limit) {
    return new OrganizationQuery(Optional.empty(), limit);
  }

  /** Returns the id after which the page begins; empty for the first page. */
  public Optional<OrganizationId> after() {
    return after;
  }

  /** Returns the maximum number of items of the page: 1 to 500. */
  public int limit() {
    return limit;
  }

  /**
   * Returns a query for the page of the same size after this id. The organization with this id need
   * not exist any more.
   */
  public OrganizationQuery withAfter(OrganizationId id) {
    return withAfter(Optional.of(Objects.requireNonNull(id, "id")));
  }

  /**
   * Returns a query for the page of the same size after this id; the first page, if there is none.
   */
  public OrganizationQuery withAfter(Optional<OrganizationId> id) {
    return new OrganizationQuery(Objects.requireNonNull(id, "id"), limit);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof OrganizationQuery that
        && after.equals(that.after)
        && limit == that.limit;
  }

  @Override
  public int hashCode() {
    return Objects.hash(after, limit);
  }

  @Override
  public String toString() {
    return "OrganizationQuery[after=%s, limit=%s]".formatted(after, limit);
  }
}
