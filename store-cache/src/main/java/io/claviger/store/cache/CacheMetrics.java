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
  private final RevokedTokens revokedTokens;

  CacheMetrics(
      long keys,
      LookupCounts counts,
      Duration age,
      Duration refreshLag,
      RevokedTokens revokedTokens) {
    this.keys = keys;
    this.counts = Objects.requireNonNull(counts, "counts");
    this.age = Objects.requireNonNull(age, "age");
    this.refreshLag = Objects.requireNonNull(refreshLag, "refreshLag");
    this.revokedTokens = Objects.requireNonNull(revokedTokens, "revokedTokens");
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
   * Returns the age of the oldest organization in use; zero if none is in use. Above {@code
   * maxStaleness} requests wait for the store.
   */
  public Duration age() {
    return age;
  }

  /** Returns how late the refresh is, or how long it takes; zero if none is due. */
  public Duration refreshLag() {
    return refreshLag;
  }

  /** Returns the numbers of the access tokens that were revoked. */
  public RevokedTokens revokedTokens() {
    return revokedTokens;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CacheMetrics that
        && keys == that.keys
        && counts.equals(that.counts)
        && age.equals(that.age)
        && refreshLag.equals(that.refreshLag)
        && revokedTokens.equals(that.revokedTokens);
  }

  @Override
  public int hashCode() {
    return Objects.hash(keys, counts, age, refreshLag, revokedTokens);
  }

  @Override
  public String toString() {
    return "CacheMetrics[keys=%s, counts=%s, age=%s, refreshLag=%s, revokedTokens=%s]"
        .formatted(keys, counts, age, refreshLag, revokedTokens);
  }

  /**
   * The revoked access tokens in memory. Only those of organizations whose tokens are used are
   * there. Immutable.
   */
  public static final class RevokedTokens {
    private final long tokens;
    private final Duration age;

    RevokedTokens(long tokens, Duration age) {
      this.tokens = tokens;
      this.age = Objects.requireNonNull(age, "age");
    }

    /** Returns how many, which were live when they were read. */
    public long tokens() {
      return tokens;
    }

    /**
     * Returns how long ago the store last confirmed those of an organization in use, at most; zero
     * if there are none. Above {@code maxStaleness} requests wait for the store.
     */
    public Duration age() {
      return age;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof RevokedTokens that && tokens == that.tokens && age.equals(that.age);
    }

    @Override
    public int hashCode() {
      return Objects.hash(tokens, age);
    }

    @Override
    public String toString() {
      return "RevokedTokens[tokens=%s, age=%s]".formatted(tokens, age);
    }
  }

  /** Counts since the cache was built. Immutable. */
  public static final class LookupCounts {
    private final long hits;
    private final long unknown;
    private final long loads;
    private final long confirmations;
    private final long failures;
    private final long refused;
    private final long servedStale;

    LookupCounts(
        long hits,
        long unknown,
        long loads,
        long confirmations,
        long failures,
        long refused,
        long servedStale) {
      this.hits = hits;
      this.unknown = unknown;
      this.loads = loads;
      this.confirmations = confirmations;
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

    /** Returns how often revisions were read in the background. */
    public long confirmations() {
      return confirmations;
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
          && failures == that.failures
          && refused == that.refused
          && servedStale == that.servedStale;
    }

    @Override
    public int hashCode() {
      return Objects.hash(hits, unknown, loads, confirmations, failures, refused, servedStale);
    }

    @Override
    public String toString() {
      return "LookupCounts[hits=%s, unknown=%s, loads=%s, confirmations=%s, failures=%s, refused=%s, servedStale=%s]"
          .formatted(hits, unknown, loads, confirmations, failures, refused, servedStale);
    }
  }
}
