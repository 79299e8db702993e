package io.claviger.store.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.claviger.model.ApiKeyId;
import io.claviger.model.OrganizationId;
import io.claviger.model.RevokedToken;
import io.claviger.model.StoreException;
import io.claviger.spi.store.OrganizationVersion;
import io.claviger.spi.store.RevokedTokens;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The live revoked tokens of organizations. They are read again if the refresher sees another
 * count, or none in time, and each hour, which removes those that have expired. So an end of a
 * token on another node makes this one read the tokens of that organization, but no key.
 * Thread-safe; an answer from memory takes no lock.
 */
final class RevokedTokenCache implements RevokedTokens {
  /** The tokens of an organization, and the start of the last read that saw their count. */
  private static final class Seen {
    final Live live;

    /** Tokens that had expired by then are missing. */
    final Instant at;

    final Moment confirmed;

    /** Is true once a request has asked for them since they were confirmed. */
    volatile boolean used;

    Seen(Live live, Instant at, Moment confirmed) {
      this.live = live;
      this.at = at;
      this.confirmed = confirmed;
    }

    /** Returns whether it is time to read them again without those that have expired. */
    boolean mayHaveExpired(Instant now) {
      return !live.tokens().isEmpty() && !now.isBefore(at.plus(KEPT));
    }

    /** Returns the same tokens, whose count was also seen by a read that began then. */
    Seen confirmedAt(Moment begun) {
      return new Seen(live, at, Moment.later(confirmed, begun));
    }
  }

  /**
   * Beside one for each organization. They take some 45 MB, and one organization, which ends at
   * most 5,000, hardly displaces others.
   */
  private static final int MAX_TOKENS = 500_000;

  /**
   * How long expired tokens are kept. To read again at each expiry would be to read all the time.
   */
  private static final Duration KEPT = Duration.ofHours(1);

  /** Requests that run at once may ask in another order than they read the clock. */
  private static final Duration AT_ONCE = Duration.ofSeconds(1);

  private final RevokedTokens store;
  private final CircuitBreaker breaker;
  private final Options options;
  private final Permits permits;
  private final Runnable abandonLookups;
  private final Cache<OrganizationId, Seen> seen;
  private final InFlightLoads<OrganizationId, Live> reads;

  /**
   * Creates an empty cache.
   *
   * @param permits those of the lookups, since the reads share the connections with them
   * @param abandonLookups gives back the permits of lookups that hang
   */
  RevokedTokenCache(
      RevokedTokens store,
      CircuitBreaker breaker,
      Options options,
      Permits permits,
      Runnable abandonLookups) {
    this.store = store;
    this.breaker = breaker;
    this.options = options;
    this.permits = permits;
    this.abandonLookups = abandonLookups;
    this.seen =
        Caffeine.newBuilder()
            .maximumWeight((long) options.sizes().maxSize() + MAX_TOKENS)
            .<OrganizationId, Seen>weigher((id, known) -> 1 + known.live.tokens().size())
            .executor(Runnable::run)
            .build();
    this.reads = new InFlightLoads<>(options.clocks(), options.reads(), options.loadTimeout());
  }

  @Override
  public Live live(OrganizationId organization, Instant now) {
    Seen known = young(organization, now, options.maxStaleness());
    return known == null || known.mayHaveExpired(now) ? load(organization, now) : known.live;
  }

  private Live load(OrganizationId organization, Instant now) {
    Moment begun = options.clocks().now();
    try {
      do {
        Live answer = tryOnce(organization, now, begun);
        if (answer != null) {
          return answer;
        }
      } while (options.remaining(begun) > 0);
      throw InFlightLoads.unreachable(
          "the store is too slow: its revoked tokens are older than maxStaleness", null);
    } catch (StoreException e) {
      return knownInstead(organization, now, begun, e);
    }
  }

  /** Returns null if the request has to try again. */
  private @Nullable Live tryOnce(OrganizationId organization, Instant now, Moment begun) {
    boolean unused = breaker.admit();
    Runnable atEnd = reads.isUnderWay(organization) ? () -> {} : permit(begun);
    InFlightLoads.Waiter<Live> waiter;
    try {
      waiter = reads.join(organization, atEnd, load -> complete(organization, now, load));
    } catch (Throwable e) {
      atEnd.run();
      throw e;
    }
    Live answer = reads.await(waiter, options.remaining(begun));
    boolean old =
        waiter.joinedAfterChangeOf(organization)
            || waiter.load().begun.ageAt(options.clocks().now()) > options.maxStaleness().toNanos();
    return old ? null : answer;
  }

  /** Takes a permit, and returns what gives it back. */
  private Runnable permit(Moment begun) {
    if (!permits.hasFree()) {
      abandonHanging();
      abandonLookups.run();
    }
    long forReading = options.remaining(begun) / 2;
    permits.acquire(() -> options.remaining(begun) - forReading);
    return permits::giveBack;
  }

  /** Gives back the permits of reads that hang. */
  void abandonHanging() {
    reads.mark(Set.of());
  }

  private Live complete(OrganizationId organization, Instant now, InFlightLoad<Live> load) {
    Live found = breaker.watch(() -> store.live(organization, now));
    // Runs inside compute: an end on this node marks the load, and then forgets the organization.
    seen.asMap()
        .compute(
            organization,
            (same, before) ->
                load.isAbandoned() || load.isMarked(organization)
                    ? before
                    : new Seen(found, now, load.begun));
    return found;
  }

  /** Answers a request that could not read, if older tokens may be used. */
  private Live knownInstead(
      OrganizationId organization, Instant now, Moment begun, StoreException trouble) {
    // An interrupt concerns this request only.
    if (!Thread.currentThread().isInterrupted()) {
      breaker.fail(begun, trouble);
    }
    Seen known = young(organization, now, options.last());
    if (known == null) {
      throw trouble;
    }
    return known.live;
  }

  /**
   * Returns the tokens if their count was seen within the bound, else null. Null also if the clock
   * was set back since they were read: one that had expired by then may be good again.
   */
  private @Nullable Seen young(OrganizationId organization, Instant now, Duration bound) {
    Seen known = seen.getIfPresent(organization);
    if (known == null || now.isBefore(known.at.minus(AT_ONCE))) {
      return null;
    }
    if (!known.used) {
      known.used = true;
    }
    long age = known.confirmed.ageAt(options.clocks().now());
    return age <= bound.toNanos() ? known : null;
  }

  /** Applies the counts that a read has seen. */
  void learn(Moment begun, Map<OrganizationId, OrganizationVersion> versions) {
    versions.forEach(
        (id, version) ->
            seen.asMap()
                .computeIfPresent(
                    id,
                    (same, known) ->
                        known.live.count() == version.revokedTokens()
                            ? known.confirmedAt(begun)
                            : null));
  }

  /** Returns the numbers for monitoring; the age is that of organizations in use. */
  CacheMetrics.RevokedTokens metrics(Set<OrganizationId> inUse) {
    Moment now = options.clocks().now();
    long tokens = 0;
    long oldest = 0;
    for (Map.Entry<OrganizationId, Seen> each : seen.asMap().entrySet()) {
      Seen known = each.getValue();
      tokens += known.live.tokens().size();
      if (known.used && inUse.contains(each.getKey())) {
        oldest = Math.max(oldest, known.confirmed.ageAt(now));
      }
    }
    return new CacheMetrics.RevokedTokens(tokens, Duration.ofNanos(oldest));
  }

  /** Forgets the tokens; every later request gets an answer at least as new as this call. */
  void evict(OrganizationId organization) {
    reads.mark(Set.of(organization));
    seen.invalidate(organization);
  }

  @Override
  public boolean revoke(RevokedToken token, Bounds bounds) {
    try {
      return store.revoke(token, bounds);
    } finally {
      evict(token.organization());
    }
  }

  @Override
  public List<RevokedToken> ofKey(OrganizationId organization, ApiKeyId key) {
    return store.ofKey(organization, key);
  }

  @Override
  public int sweep(Instant before, int max) {
    return store.sweep(before, max);
  }
}
