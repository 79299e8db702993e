package io.claviger.store.jdbc.internal;

import io.claviger.model.StoreException;
import java.util.Collection;

/** A change that names a key which is not there fails whole. */
final class MissingKeys {
  private MissingKeys() {}

  /** Throws unless all were found; where not, one at least of these ids was not. */
  static void require(boolean found, Collection<String> ids) {
    if (!found) {
      throw new StoreException(
          StoreException.Kind.FAULT,
          "the change names API key "
              + String.join(" or ", ids)
              + ", which its organization does not have; nothing was changed",
          null);
    }
  }
}
