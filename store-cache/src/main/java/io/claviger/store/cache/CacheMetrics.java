package io.claviger.store.cache;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Numbers for the monitoring of a cache. Immutable. */
public final class CacheMetrics {
  private final long keys;
  private final LookupCounts counts;
  private final Duration age;
  private final Duration refreshLag;
  private final long revokedTokens;
  private final int pendingChanges;

  CacheMetrics(
      long keys,
      LookupCounts counts,
      Duration age,
      Duration refreshLag,
      long revokedTokens,
      int pendingChanges) {
    this.keys = keys;
    this.counts = Objects.requireNonNull(counts, "counts");
    this.age = Objects.requireNonNull(age, "age");
    this.refreshLag = Objects.requireNonNull(refreshLag, "refreshLag");
    this.revokedTokens = revokedTokens;
    this.pendingChanges = pendingChanges;
  }

  /** Returns how many keys are cached, approximately. */
  public long keys() {
    return keys;
  }

  /** Returns the counts of lookups. */
  public LookupCounts counts() {
    return counts;
  }

  /**
   * Returns how long ago everything in memory was last confirmed by the store; zero while there are
   * no requests. After a pause it counts from the first request. Above {@code maxStaleness} many
   * requests wait for the store.
   */
  public Duration age() {
    return age;
  }

  /**
   * Returns how long ago the confirmation that is due, or under way, should have begun; zero if
   * none is.
   */
  public Duration refreshLag() {
    return refreshLag;
  }

  /** Returns how many revoked access tokens are in memory. */
  public long revokedTokens() {
    return revokedTokens;
  }

  /**
   * Returns how many changes had no position in the {@linkplain
   * io.claviger.spi.store.ChangeFeed.Changes#pending last answer of the change feed}; 0 if the
   * store has no change feed.
   */
  public int pendingChanges() {
    return pendingChanges;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CacheMetrics that
        && keys == that.keys
        && counts.equals(that.counts)
        && age.equals(that.age)
        && refreshLag.equals(that.refreshLag)
        && revokedTokens == that.revokedTokens
        && pendingChanges == that.pendingChanges;
  }

  @Override
  public int hashCode() {
    return Objects.hash(keys, counts, age, refreshLag, revokedTokens, pendingChanges);
  }

  @Override
  public String toString() {
    return "CacheMetrics[keys=%s, counts=%s, age=%s, refreshLag=%s, revokedTokens=%s, pendingChanges=%s]"
        .formatted(keys, counts, age, refreshLag, revokedTokens, pendingChanges);
  }

  /** Counts since the cache was built. Immutable. */
  public static final class LookupCounts {
    private final long hits;
    private final long unknown;
    private final long loads;
    private final long confirmations;
    private final long rechecks;
    private final long feedMissed;
    private final long failures;
    private final long refused;
    private final long servedStale;

    LookupCounts(
        long hits,
        long unknown,
        long loads,
        long confirmations,
        long rechecks,
        long feedMissed,
        long failures,
        long refused,
        long servedStale) {
      this.hits = hits;
      this.unknown = unknown;
      this.loads = loads;
      this.confirmations = confirmations;
      this.rechecks = rechecks;
      this.feedMissed = feedMissed;
      this.failures = failures;
      this.refused = refused;
      this.servedStale = servedStale;
    }

    /** Returns how many requests were answered from memory. */
    public long hits() {
      return hits;
    }

    /** Returns how many requests for nonexistent public keys were answered from memory. */
    public long unknown() {
      return unknown;
    }

    /** Returns how many lookups were made in the store. */
    public long loads() {
      return loads;
    }

    /** Returns how often the store was asked in the background what has changed. */
    public long confirmations() {
      return confirmations;
    }

    /**
     * Returns how often the cache began to read the versions of all organizations in memory, 500 at
     * a time. If the store has a {@linkplain io.claviger.spi.store.ChangeFeed change feed}, the
     * cache does so only when the feed cannot tell what has changed, as after a start, a pause or a
     * failure; otherwise always.
     */
    public long rechecks() {
      return rechecks;
    }

    /**
     * Returns how many changes a comparison of versions has found that the next answer of the
     * change feed did not report. More than 0 means that somebody has restored rows, or that the
     * store has a defect.
     */
    public long feedMissed() {
      return feedMissed;
    }

    /** Returns how many lookups failed or came too late, and how many refreshes failed. */
    public long failures() {
      return failures;
    }

    /**
     * Returns how many lookups did not start: too many were in flight, the store fails and another
     * request tries it, or the request was interrupted while it waited for its turn.
     */
    public long refused() {
      return refused;
    }

    /**
     * Returns how many requests were answered with a key that was not confirmed in time; 0 unless
     * {@link CachingApiKeyStore.Builder#staleIfError} allows it.
     */
    public long servedStale() {
      return servedStale;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof LookupCounts that
          && hits == that.hits
          && unknown == that.unknown
          && loads == that.loads
          && confirmations == that.confirmations
          && rechecks == that.rechecks
          && feedMissed == that.feedMissed
          && failures == that.failures
          && refused == that.refused
          && servedStale == that.servedStale;
    }

    @Override
    public int hashCode() {
      return Objects.hash(
          hits,
          unknown,
          loads,
          confirmations,
          rechecks,
          feedMissed,
          failures,
          refused,
          servedStale);
    }

    @Override
    public String toString() {
      return "LookupCounts[hits=%s, unknown=%s, loads=%s, confirmations=%s, rechecks=%s, feedMissed=%s, failures=%s, refused=%s, servedStale=%s]"
          .formatted(
              hits,
              unknown,
              loads,
              confirmations,
              rechecks,
              feedMissed,
              failures,
              refused,
              servedStale);
    }
  }
}
