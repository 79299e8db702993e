package io.claviger.store.cache;

/**
 * A key as it was found, good for as long as its organization is where it was then.
 *
 * @param answer never of a key that there is not
 */
record Known(Answer answer, Freshness freshness) {}
