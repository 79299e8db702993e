package io.claviger;

import java.util.List;

/**
 * Part of an ordered list.
 *
 * @param items in order; immutable; empty only where nothing follows
 * @param more whether something followed when the page was read
 */
public record Page<T>(List<T> items, boolean more) {
  /** Copies the list. */
  public Page {
    items = List.copyOf(items);
  }
}
