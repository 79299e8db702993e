package io.claviger.model;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A part of an ordered list: at most {@code limit} keys with an id greater than {@code after}. Keys
 * that are created or deleted meanwhile do not shift the pages: keys that exist all the time are
 * returned exactly once.
 *
 * <p>Immutable.
 */
public final class PageQuery {
  /** The maximum number of keys of a page. */
  public static final int MAX_LIMIT = 500;

  private final Optional<ApiKeyId> after;
  private final int limit;

  private PageQuery(Optional<ApiKeyId> after, int limit) {
    requireLimit(limit);
    this.after = after;
    this.limit = limit;
  }

  static void requireLimit(int limit) {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw InvalidValueException.of("page limit", limit, "must be 1 to " + MAX_LIMIT);
    }
  }

  /**
   * Returns a query for the first page of this size.
   *
   * @throws InvalidValueException for a limit out of range
   */
  public static PageQuery first(int limit) {
    return new PageQuery(Optional.empty(), limit);
  }

  /** Returns the id after which the page begins; empty for the first page. */
  public Optional<ApiKeyId> after() {
    return after;
  }

  /** Returns the maximum number of items of the page: 1 to 500. */
  public int limit() {
    return limit;
  }

  /**
   * Returns a query for the page of the same size after this id. The key with this id need not
   * exist any more.
   */
  public PageQuery withAfter(ApiKeyId id) {
    return withAfter(Optional.of(Objects.requireNonNull(id, "id")));
  }

  /**
   * Returns a query for the page of the same size after this id; the first page, if there is none.
   */
  public PageQuery withAfter(Optional<ApiKeyId> id) {
    return new PageQuery(Objects.requireNonNull(id, "id"), limit);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PageQuery that && after.equals(that.after) && limit == that.limit;
  }

  @Override
  public int hashCode() {
    return Objects.hash(after, limit);
  }

  @Override
  public String toString() {
    return "PageQuery[after=%s, limit=%s]".formatted(after, limit);
  }
}
