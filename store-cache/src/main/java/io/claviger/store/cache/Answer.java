package io.claviger.store.cache;

import io.claviger.PublicKey;
import io.claviger.access.PresentedKey;
import io.claviger.spi.KeyLookup;
import java.util.Optional;

/** What a look-up finds: a key, or that there is none. */
record Answer(Optional<KeyLookup> found) {
  /**
   * Whether that is what was asked for. Whoever asked refuses anything else; it is not kept, so
   * that it can be another time better.
   */
  static boolean isRight(PublicKey publicKey, KeyLookup found) {
    PresentedKey key = found.key();
    return key.publicKey().equals(publicKey)
        && key.organization().equals(found.organization().id());
  }
}
