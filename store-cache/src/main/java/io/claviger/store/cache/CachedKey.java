package io.claviger.store.cache;

import io.claviger.spi.KeyLookup;

/** A cached key, which is valid while its organization stays at that revision. */
record CachedKey(KeyLookup key, Freshness freshness) {}
