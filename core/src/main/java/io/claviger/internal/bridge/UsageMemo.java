package io.claviger.internal.bridge;

import org.jspecify.annotations.Nullable;

/**
 * Where the request path notes the count of the last use of a key that was looked up, so that the
 * next one finds it without a search. It is not part of the value of the key. A thread that sees an
 * older note searches. Thread-safe.
 *
 * @param <K> the class of the key
 */
public interface UsageMemo<K> {
  /** Returns what was noted last; null if nothing is noted. */
  @Nullable Object noted(K key);

  /** Notes the count, which must be safe to share without synchronization; null for none. */
  void note(K key, @Nullable Object count);
}
