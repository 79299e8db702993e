package io.claviger.examples.recipes;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.claviger.access.Authenticated;
import io.claviger.access.RequestLimiter;
import io.claviger.model.IpAddress;
import io.claviger.model.Limits;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.TokensInheritanceStrategy;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Limits how often keys are used, with Bucket4j. Adapters then answer 429, and {@code Retry-After}
 * says when a request of the key is free again:
 *
 * <pre>{@code
 * Limits.Rate standard = new Limits.Rate(600, Duration.ofMinutes(1));
 * RequestLimiter limiter = new Bucket4jLimiter(standard, TimeMeter.SYSTEM_NANOTIME);
 * Claviger claviger = Claviger.builder(store).requestLimiter(limiter).build();
 * }</pre>
 *
 * <p>A key may use all its requests at once, and gets them back evenly. All keys of an organization
 * share the requests of the organization, if it has a limit. A request needs one of the key and one
 * of the organization.
 *
 * <p>Only valid keys have a bucket, since the limiter is asked last. A bucket that nobody used for
 * its period is full again, and is dropped. After a change of the limit, what was used up stays
 * used up.
 *
 * <p>It cannot know other nodes: each allows the whole limit. To share one, let Bucket4j's {@code
 * ProxyManager} keep the buckets; but that calls a server for each request. Thread-safe.
 */
public final class Bucket4jLimiter implements RequestLimiter {
  /** The bucket of a key or of an organization. */
  private record Limited(Limits.Rate rate, Bucket bucket) {
    /**
     * Keeps the requests that are left, since a key may lower its own limit as often as it likes.
     */
    Limited with(Limits.Rate newRate) {
      if (newRate.equals(rate)) {
        return this;
      }
      bucket.replaceConfiguration(
          BucketConfiguration.builder().addLimit(bandwidth(newRate)).build(),
          TokensInheritanceStrategy.AS_IS);
      return new Limited(newRate, bucket);
    }
  }

  private final Limits.Rate standard;
  private final TimeMeter time;
  private final Cache<Object, Limited> buckets;

  /**
   * Creates a limiter with the limits of keys and organizations.
   *
   * @param standard the limit of a key that has none of its own
   * @param time measures the time; not a wall clock, which can be set back
   */
  public Bucket4jLimiter(Limits.Rate standard, TimeMeter time) {
    this.standard = Objects.requireNonNull(standard, "standard");
    this.time = Objects.requireNonNull(time, "time");
    this.buckets =
        Caffeine.newBuilder()
            .expireAfter(Expiry.<Object, Limited>accessing((id, of) -> of.rate().period()))
            .ticker(time::currentTimeNanos)
            .build();
  }

  @Override
  public Optional<Duration> waitTime(Authenticated key, IpAddress address) {
    Bucket own = bucket(key.id(), key.rateLimit().orElse(standard));
    Optional<Duration> wait = take(own);
    Optional<Limits.Rate> shared = key.organizationRateLimit();
    if (wait.isEmpty() && shared.isPresent()) {
      wait = take(bucket(key.organization(), shared.get()));
      if (wait.isPresent()) {
        own.addTokens(1);
      }
    }
    return wait;
  }

  private static Optional<Duration> take(Bucket bucket) {
    ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
    return probe.isConsumed()
        ? Optional.empty()
        : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
  }

  private Bucket bucket(Object id, Limits.Rate rate) {
    return buckets
        .asMap()
        .compute(id, (same, old) -> old == null ? full(rate) : old.with(rate))
        .bucket();
  }

  private Limited full(Limits.Rate rate) {
    Bucket bucket =
        Bucket.builder().addLimit(bandwidth(rate)).withCustomTimePrecision(time).build();
    return new Limited(rate, bucket);
  }

  private static Bandwidth bandwidth(Limits.Rate rate) {
    return Bandwidth.builder()
        .capacity(rate.requests())
        .refillGreedy(rate.requests(), rate.period())
        .build();
  }
}
