package io.claviger.store.cache;

import java.time.Duration;
import java.util.Objects;

/**
 * Numbers for the monitoring of a cache.
 *
 * @param keys how many keys are cached, approximately
 * @param age the age of the oldest organization in use; zero if none is in use. Above {@code
 *     maxStaleness} requests wait for the store
 * @param refreshLag how late the refresh is, or how long it takes; zero if none is due
 * @param endedTokens about the access tokens that were ended
 */
public record CacheMetrics(
    long keys, LookupCounts counts, Duration age, Duration refreshLag, EndedTokens endedTokens) {
  /** No part may be null. */
  public CacheMetrics {
    Objects.requireNonNull(counts, "counts");
    Objects.requireNonNull(age, "age");
    Objects.requireNonNull(refreshLag, "refreshLag");
    Objects.requireNonNull(endedTokens, "endedTokens");
  }

  /**
   * The ended access tokens in memory. Only those of organizations whose tokens are used are there.
   *
   * @param tokens how many, which were live when they were read
   * @param age how long ago the store last confirmed those of an organization in use, at most; zero
   *     if there are none. Above {@code maxStaleness} requests wait for the store
   */
  public record EndedTokens(long tokens, Duration age) {
    /** The age may not be null. */
    public EndedTokens {
      Objects.requireNonNull(age, "age");
    }
  }

  /**
   * Counts since the cache was built.
   *
   * @param hits requests answered from memory
   * @param unknown requests for nonexistent public keys, answered from memory
   * @param loads look-ups in the store
   * @param confirmations reads of revisions in the background
   * @param failures look-ups that failed or came too late, and refreshes that failed
   * @param refused look-ups that did not start: too many were in flight, the store fails and
   *     another request tries it, or the request was interrupted while it waited for its turn
   * @param servedStale requests answered with a key that was not confirmed in time; 0 unless {@link
   *     CachingApiKeyStore.Builder#staleIfError} allows it
   */
  public record LookupCounts(
      long hits,
      long unknown,
      long loads,
      long confirmations,
      long failures,
      long refused,
      long servedStale) {}
}
