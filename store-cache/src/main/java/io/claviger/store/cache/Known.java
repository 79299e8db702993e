package io.claviger.store.cache;

import io.claviger.spi.KeyLookup;

/** A key as it was found; good for as long as its organization is where it was then. */
record Known(KeyLookup key, Freshness freshness) {}
