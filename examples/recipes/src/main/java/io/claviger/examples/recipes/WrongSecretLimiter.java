package io.claviger.examples.recipes;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.claviger.access.Authenticated;
import io.claviger.access.Rejected;
import io.claviger.access.RequestLimiter;
import io.claviger.model.IpAddress;
import io.claviger.model.Limits;
import io.claviger.model.PublicKey;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Optional;

/**
 * Limits how often an address may present wrong credentials for a public key, and leaves everything
 * else to another limiter:
 *
 * <pre>{@code
 * RequestLimiter usual = new Bucket4jLimiter(standard, TimeMeter.SYSTEM_NANOTIME);
 * RequestLimiter limiter =
 *     new WrongSecretLimiter(usual, Limits.Rate.parse("10/60"), TimeMeter.SYSTEM_NANOTIME);
 * }</pre>
 *
 * <p>Requests that are checked at the same moment can exceed the limit by their number. Other
 * addresses may use the key meanwhile. Remembers at most 100,000 pairs of address and public key,
 * and drops the least interesting ones first. Thread-safe.
 */
public final class WrongSecretLimiter implements RequestLimiter {
  private static final int MAX_REMEMBERED = 100_000;

  private record Guess(PublicKey publicKey, IpAddress address) {}

  private final RequestLimiter usual;
  private final LoadingCache<Guess, Bucket> buckets;

  /** Creates a limiter that checks so many wrong credentials in so long. */
  public WrongSecretLimiter(RequestLimiter usual, Limits.Rate most, TimeMeter time) {
    this.usual = usual;
    this.buckets =
        Caffeine.newBuilder()
            .maximumSize(MAX_REMEMBERED)
            .expireAfterAccess(most.period())
            .ticker(time::currentTimeNanos)
            .build(
                guess ->
                    Bucket.builder()
                        .addLimit(
                            limit ->
                                limit
                                    .capacity(most.requests())
                                    .refillGreedy(most.requests(), most.period()))
                        .withCustomTimePrecision(time)
                        .build());
  }

  @Override
  public Optional<Duration> waitTime(Authenticated key, IpAddress address) {
    return usual.waitTime(key, address);
  }

  @Override
  public Optional<Duration> beforeCheck(PublicKey presented, IpAddress address) {
    Bucket known = buckets.getIfPresent(new Guess(presented, address));
    return known == null
        ? Optional.empty()
        : Optional.of(known.estimateAbilityToConsume(1))
            .filter(estimate -> !estimate.canBeConsumed())
            .map(estimate -> Duration.ofNanos(estimate.getNanosToWaitForRefill()));
  }

  @Override
  public void afterRejection(PublicKey presented, IpAddress address, Rejected rejected) {
    buckets.get(new Guess(presented, address)).tryConsume(1);
  }
}
