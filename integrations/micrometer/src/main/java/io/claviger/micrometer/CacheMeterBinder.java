package io.claviger.micrometer;

import io.claviger.store.cache.CacheMetrics;
import io.claviger.store.cache.CachingApiKeyStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * Registers the meters of a {@link CachingApiKeyStore}. Immutable and thread-safe. It is the only
 * class here that needs {@code claviger-store-cache}.
 *
 * <p>The registry keeps the cache reachable, also without this binder, until its meters are
 * removed.
 */
public final class CacheMeterBinder implements MeterBinder {
  private final Supplier<CacheMetrics> metrics;
  private final Tags tags;

  /** Creates a binder without additional tags. */
  public CacheMeterBinder(CachingApiKeyStore cache) {
    this(cache, Tags.empty());
  }

  /**
   * Creates a binder whose meters all have these tags. Two caches in one registry need different
   * tags: a registry ignores a second meter with the same name and tags.
   */
  public CacheMeterBinder(CachingApiKeyStore cache, Iterable<Tag> tags) {
    this(Objects.requireNonNull(cache, "cache")::metrics, tags);
  }

  CacheMeterBinder(Supplier<CacheMetrics> metrics, Iterable<Tag> tags) {
    this.metrics = metrics;
    this.tags = Tags.of(Objects.requireNonNull(tags, "tags"));
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Meters<CacheMetrics> meters = new Meters<>(registry, tags, metrics);
    meters.gauge(
        "claviger.cache.age",
        "seconds",
        "Time since the store was last asked what has changed, and answered",
        cache -> seconds(cache.age()));
    meters.gauge("claviger.cache.size", "keys", "Cached keys, approximately", CacheMetrics::keys);
    meters.gauge(
        "claviger.cache.revoked.tokens",
        "tokens",
        "Cached access tokens that were revoked before their time",
        CacheMetrics::revokedTokens);
    meters.gauge(
        "claviger.cache.feed.pending",
        "changes",
        "Changes that the change feed reports again, since they have no position yet",
        CacheMetrics::pendingChanges);
    meters.counter(
        "claviger.cache.feed.missed",
        "Changes that the change feed has not reported",
        cache -> cache.counts().feedMissed());
    meters.counter(
        "claviger.cache.rechecks",
        "Times that the versions of all cached organizations were read",
        cache -> cache.counts().rechecks());
    bindLookups(meters, "hit", CacheMetrics.LookupCounts::hits);
    bindLookups(meters, "unknown", CacheMetrics.LookupCounts::unknown);
    bindLookups(meters, "load", CacheMetrics.LookupCounts::loads);
    bindLookups(meters, "failed", CacheMetrics.LookupCounts::failures);
    bindLookups(meters, "refused", CacheMetrics.LookupCounts::refused);
    bindLookups(meters, "served_stale", CacheMetrics.LookupCounts::servedStale);
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }

  private static void bindLookups(
      Meters<CacheMetrics> meters, String result, ToLongFunction<CacheMetrics.LookupCounts> count) {
    meters
        .with(Tags.of("result", result))
        .counter(
            "claviger.cache.lookups",
            "Lookups of keys by their result",
            cache -> count.applyAsLong(cache.counts()));
  }
}
