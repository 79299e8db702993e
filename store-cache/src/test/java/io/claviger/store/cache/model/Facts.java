package io.claviger.store.cache.model;

/** All that matters of a key. */
enum Facts {
  ALLOWED,
  FORBIDDEN,
  ABSENT
}
