package io.claviger.store.cache;

import io.claviger.spi.KeyLookup;
import java.util.Optional;

/** What a look-up finds: a key, or that there is none. */
record Answer(Optional<KeyLookup> found) {}
