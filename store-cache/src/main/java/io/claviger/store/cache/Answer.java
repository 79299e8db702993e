package io.claviger.store.cache;

import io.claviger.spi.store.KeyLookup;
import java.util.Optional;

/** The result of a lookup: a key, or nothing. */
record Answer(Optional<KeyLookup> found) {}
