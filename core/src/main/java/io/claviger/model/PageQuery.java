package io.claviger.model;

import java.util.Objects;
import java.util.Optional;

/**
 * A part of an ordered list: at most {@code limit} keys with an id greater than {@code after}. Keys
 * that are created or deleted meanwhile do not shift the pages: keys that exist all the time are
 * returned exactly once.
 *
 * @param after empty for the first page
 * @param limit 1 to 500
 */
public record PageQuery(Optional<ApiKeyId> after, int limit) {
  /** The maximum number of keys of a page. */
  public static final int MAX_LIMIT = 500;

  /** Throws {@link InvalidValueException} for a limit out of range. */
  public PageQuery {
    Objects.requireNonNull(after, "after");
    requireLimit(limit);
  }

  static void requireLimit(int limit) {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw InvalidValueException.of("page limit", limit, "must be 1 to " + MAX_LIMIT);
    }
  }

  /** Returns a query for the first page of this size. */
  public static PageQuery first(int limit) {
    return new PageQuery(Optional.empty(), limit);
  }

  /**
   * Returns a query for the page of the same size after this id. The key with this id need not
   * exist any more.
   */
  public PageQuery after(ApiKeyId id) {
    return new PageQuery(Optional.of(Objects.requireNonNull(id, "id")), limit);
  }
}
