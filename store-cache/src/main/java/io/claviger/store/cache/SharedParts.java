package io.claviger.store.cache;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Keeps once what many keys have alike, as most roles. Thread-safe. */
final class SharedParts {
  /** Keys have few sets of roles, unless those are on projects. */
  private static final int MOST = 10_000;

  private final ConcurrentMap<Object, Object> parts = new ConcurrentHashMap<>();

  /** One that is equal to this immutable part. */
  @SuppressWarnings("unchecked") // equal parts are of one type
  <T> T one(T part) {
    if (parts.size() >= MOST) {
      parts.clear();
    }
    Object before = parts.putIfAbsent(part, part);
    return before == null ? part : (T) before;
  }
}
