package io.claviger.model;

import java.util.List;
import java.util.Objects;

/**
 * A page of keys in ascending order of id.
 *
 * @param items the keys; immutable; empty only if no more keys follow
 * @param more whether more keys followed when the page was read
 */
public record KeyPage(List<ApiKey> items, boolean more) {
  /** Copies the list. */
  public KeyPage {
    items = List.copyOf(Objects.requireNonNull(items, "items"));
  }
}
