package io.claviger.examples.recipes;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.claviger.access.Authenticated;
import io.claviger.access.Gate;
import io.claviger.model.ApiKeyId;
import io.claviger.model.IpAddress;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Optional;

/**
 * Limits how often each key is used, with Bucket4j. Adapters then answer 429, and {@code
 * Retry-After} says when a request of the key is free again:
 *
 * <pre>{@code
 * Gate gate = new Bucket4jGate(600, Duration.ofMinutes(1), TimeMeter.SYSTEM_NANOTIME);
 * Claviger claviger = Claviger.builder(store).gate(gate).build();
 * }</pre>
 *
 * <p>A key may use all its requests at once, and gets them back evenly. Only valid keys have a
 * bucket, since the gate is asked last. A bucket that nobody used for a period is full again, and
 * is dropped.
 *
 * <p>It cannot know other nodes: each allows the whole limit. To share one, let Bucket4j's {@code
 * ProxyManager} keep the buckets; but that calls a server for each request. Thread-safe.
 */
public final class Bucket4jGate implements Gate {
  private final LoadingCache<ApiKeyId, Bucket> buckets;

  /**
   * Creates a gate that lets so many requests of a key through in each period.
   *
   * @param time measures the time; not a wall clock, which can be set back
   */
  public Bucket4jGate(long requests, Duration period, TimeMeter time) {
    this.buckets =
        Caffeine.newBuilder()
            .expireAfterAccess(period)
            .ticker(time::currentTimeNanos)
            .build(key -> bucket(requests, period, time));
  }

  private static Bucket bucket(long requests, Duration period, TimeMeter time) {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(requests).refillGreedy(requests, period))
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
}
