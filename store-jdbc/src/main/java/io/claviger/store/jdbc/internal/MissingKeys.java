package io.claviger.store.jdbc.internal;

import io.claviger.ApiKeyId;
import io.claviger.StoreException;
import java.util.Collection;

/** A change that names a key which is not there fails whole. */
final class MissingKeys {
  private MissingKeys() {}

  /** Throws unless each statement of the batch, one for each key in order, found its row. */
  static void requireEach(int[] counts, Collection<ApiKeyId> keys) {
    int i = 0;
    for (ApiKeyId key : keys) {
      require(counts[i++] == 1, key);
    }
  }

  static void require(boolean found, ApiKeyId key) {
    if (!found) {
      throw new StoreException(
          StoreException.Kind.FAULT,
          "the change names API key "
              + key
              + ", which its organization does not have; nothing was changed",
          null);
    }
  }
}
