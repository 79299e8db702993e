package io.claviger.internal.management;

import io.claviger.model.KeyFilter;
import io.claviger.model.KeyPage;

/**
 * What a caller sees of a list of keys.
 *
 * @param filter chooses the keys that the caller sees
 * @param rights decide which parts of these keys it sees
 */
public record KeyView(KeyFilter filter, CallerRights rights) {
  /**
   * Returns the page of keys that meet the filter, without the parts that the caller may not see.
   */
  public KeyPage of(KeyPage page) {
    return new KeyPage(page.items().stream().map(rights::shown).toList(), page.more());
  }
}
