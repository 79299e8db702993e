package io.claviger.store.cache;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Lets many keys share equal values, such as their roles. Thread-safe. */
final class SharedParts {
  /** Is enough for most applications: there are few sets of roles, unless they are on projects. */
  private static final int MAX = 10_000;

  private final ConcurrentMap<Object, Object> parts = new ConcurrentHashMap<>();

  /** Returns the shared value that is equal to this immutable one. */
  @SuppressWarnings("unchecked") // equal parts are of one type
  <T> T one(T part) {
    if (parts.size() >= MAX) {
      parts.clear();
    }
    Object before = parts.putIfAbsent(part, part);
    return before == null ? part : (T) before;
  }
}
