package io.claviger.atlas.api;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.claviger.access.Authenticated;
import io.claviger.access.RequestLimiter;
import io.claviger.model.ApiKeyId;
import io.claviger.model.IpAddress;
import io.claviger.spi.Ticker;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Optional;

/**
 * Limits the requests of each key with a token bucket, as Atlas does. A bucket that was not used
 * for a period is full again, and is dropped. Each server has its own buckets. Thread-safe.
 */
public final class KeyLimiter implements RequestLimiter {
  private final RateLimit limit;
  private final LoadingCache<ApiKeyId, Bucket> buckets;

  /** Creates full buckets with this limit. */
  public KeyLimiter(RateLimit limit, Ticker ticker) {
    this.limit = limit;
    this.buckets =
        Caffeine.newBuilder()
            .expireAfterAccess(limit.period())
            .ticker(ticker::nanos)
            .build(key -> bucket(limit, new Meter(ticker)));
  }

  private static Bucket bucket(RateLimit limit, TimeMeter time) {
    return Bucket.builder()
        .addLimit(
            bandwidth ->
                bandwidth.capacity(limit.requests()).refillGreedy(limit.requests(), limit.period()))
        .withCustomTimePrecision(time)
        .build();
  }

  @Override
  public Optional<Duration> waitTime(Authenticated key, IpAddress address) {
    ConsumptionProbe probe = buckets.get(key.id()).tryConsumeAndReturnRemaining(1);
    return probe.isConsumed()
        ? Optional.empty()
        : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
  }

  RateLimit limit() {
    return limit;
  }

  /** Returns the requests that the key may send now. */
  long remaining(ApiKeyId key) {
    return buckets.get(key).getAvailableTokens();
  }

  private record Meter(Ticker ticker) implements TimeMeter {
    @Override
    public long currentTimeNanos() {
      return ticker.nanos();
    }

    @Override
    public boolean isWallClockBased() {
      return false;
    }
  }
}
