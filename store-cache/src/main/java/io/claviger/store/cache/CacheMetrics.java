package io.claviger.store.cache;

import java.time.Duration;
import java.util.Objects;

/**
 * What to watch of a cache.
 *
 * @param keys that are held, roughly
 * @param age how old what is in use is, where it is oldest; zero where nothing is. Above {@code
 *     maxStaleness} requests wait for the store
 * @param refreshLag how long a refresh that is due is late, or takes; zero where none is due
 */
public record CacheMetrics(long keys, Counts counts, Duration age, Duration refreshLag) {
  /** No part may be null. */
  public CacheMetrics {
    Objects.requireNonNull(counts, "counts");
    Objects.requireNonNull(age, "age");
    Objects.requireNonNull(refreshLag, "refreshLag");
  }

  /**
   * How often something happened since the cache was built.
   *
   * @param hits requests answered from memory
   * @param unknown requests for public keys that nobody has, answered from memory
   * @param loads look-ups in the store
   * @param confirmations readings of revisions, in the background
   * @param failures look-ups that failed, or came too late, and refreshes that failed
   * @param refused look-ups that were refused since too many keys were being looked up, or since
   *     the store fails and another request tries it, or that were interrupted while they waited
   *     for their turn
   * @param lapsed requests answered from memory although that could not be confirmed in time; 0
   *     unless {@link CachingApiKeyStore.Builder#serveUnconfirmed} allows it
   */
  public record Counts(
      long hits,
      long unknown,
      long loads,
      long confirmations,
      long failures,
      long refused,
      long lapsed) {}
}
