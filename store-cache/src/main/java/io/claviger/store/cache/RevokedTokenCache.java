package io.claviger.store.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.claviger.model.ApiKeyId;
import io.claviger.model.OrganizationId;
import io.claviger.model.RevokedToken;
import io.claviger.spi.store.OrganizationVersion;
import io.claviger.spi.store.RevokedTokens;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The live revoked tokens of organizations. They are read again if their count has changed, if it
 * was not confirmed in time, and each hour, which removes those that have expired. So the
 * revocation of a token on another node makes this one read the tokens of that organization, but no
 * key. Thread-safe; an answer from memory takes no lock.
 */
final class RevokedTokenCache implements RevokedTokens {
  /**
   * The tokens of an organization.
   *
   * @param at tokens that had expired by then are missing
   * @param confirmed the start of the last read of this organization that saw their count
   */
  private record Seen(Live live, Instant at, Moment confirmed) {
    /**
     * Returns whether they may be used. Not if the clock was set back since they were read: one
     * that had expired by then may be live again.
     */
    boolean isValid(Instant now) {
      return !now.isBefore(at.minus(AT_ONCE));
    }

    /** Returns whether it is time to read them again without those that have expired. */
    boolean mayHaveExpired(Instant now) {
      return !live.tokens().isEmpty() && !now.isBefore(at.plus(KEPT));
    }

    /** Returns whether no other token was revoked; an organization that is gone has none. */
    boolean isAt(@Nullable OrganizationVersion version) {
      return live.count() == (version == null ? 0 : version.revokedTokens());
    }

    /** Returns the same tokens, whose count was also seen by a read that began then. */
    Seen confirmedAt(Moment begun) {
      return new Seen(live, at, Moment.later(confirmed, begun));
    }
  }

  /**
   * The weight of an organization is its number of tokens and one. These tokens take some 45 MB.
   * One organization has at most 5,000, and so hardly displaces others.
   */
  private static final int MAX_TOKENS = 500_000;

  /**
   * How long expired tokens are kept. To read again at each expiry would be to read all the time.
   */
  private static final Duration KEPT = Duration.ofHours(1);

  /** Requests that run at once may ask in another order than they read the clock. */
  private static final Duration AT_ONCE = Duration.ofSeconds(1);

  private final RevokedTokens stored;
  private final CachedStore store;
  private final Options options;
  private final Permits permits;
  private final Cache<OrganizationId, Seen> seen;
  private final InFlightLoads<OrganizationId, Live> reads;
  private final Loader<OrganizationId, Live> loader;

  /**
   * Held to keep what a read has found unless the read is marked, and to mark reads and forget what
   * is known. So whoever marks too late for a read finds what it has kept. One step of the map
   * would not do: {@code computeIfPresent} does not wait for a thread that adds the same key.
   */
  private final Object changing = new Object();

  /**
   * Creates an empty cache.
   *
   * @param permits those of the lookups, since the reads share the connections with them
   * @param abandonHanging gives back the permits of reads and lookups that hang
   */
  RevokedTokenCache(
      RevokedTokens stored, CachedStore store, Permits permits, Runnable abandonHanging) {
    this.stored = stored;
    this.store = store;
    this.options = store.options();
    this.permits = permits;
    this.seen =
        Caffeine.newBuilder()
            .maximumWeight((long) options.sizes().maxSize() + MAX_TOKENS)
            .<OrganizationId, Seen>weigher((id, known) -> 1 + known.live.tokens().size())
            .executor(Runnable::run)
            .build();
    this.reads = InFlightLoads.of(options);
    this.loader = new Loader<>(reads, store, abandonHanging);
  }

  @Override
  public Live live(OrganizationId organization, Instant now) {
    Live young = young(organization, now);
    return young == null ? loader.load(new Read(organization, now)) : young;
  }

  /** Gives back the permits of reads that hang. */
  void abandonHanging() {
    reads.mark(Set.of());
  }

  /** Abandons all reads in flight, and forgets organizations that have had revoked tokens. */
  void dropRevoked() {
    synchronized (changing) {
      reads.abandonAll();
      seen.asMap().values().removeIf(known -> known.live.count() > 0);
    }
  }

  private Live complete(OrganizationId organization, Instant now, InFlightLoad<Live> load) {
    Live found = store.breaker().watch(() -> stored.live(organization, now));
    synchronized (changing) {
      if (!load.isAbandoned() && !load.isMarked(organization)) {
        seen.put(organization, new Seen(found, now, load.begun));
      }
    }
    return found;
  }

  /** Returns the tokens if they are so old at most, else null. */
  private @Nullable Seen known(OrganizationId organization, Instant now, Duration bound) {
    // What is confirmed for all is read first: an eviction comes before it.
    Moment all = store.confirmed().begun();
    Seen known = seen.getIfPresent(organization);
    return known != null
            && known.isValid(now)
            && Confirmed.age(all, known.confirmed, store.now()) <= bound.toNanos()
        ? known
        : null;
  }

  private @Nullable Live young(OrganizationId organization, Instant now) {
    Seen known = known(organization, now, options.maxStaleness());
    return known == null || known.mayHaveExpired(now) ? null : known.live;
  }

  /** Applies the counts that a read has seen of these organizations. */
  void learn(
      Set<OrganizationId> asked, Moment begun, Map<OrganizationId, OrganizationVersion> versions) {
    synchronized (changing) {
      for (OrganizationId id : asked) {
        seen.asMap()
            .computeIfPresent(
                id,
                (same, known) -> known.isAt(versions.get(id)) ? known.confirmedAt(begun) : null);
      }
    }
  }

  /**
   * Applies what a change feed has reported. All reads in flight of these organizations are marked,
   * as {@link Organizations#learnChanges} explains.
   */
  void learnChanges(Map<OrganizationId, Optional<OrganizationVersion>> reported) {
    synchronized (changing) {
      reads.mark(reported.keySet());
      reported.forEach(
          (id, version) ->
              seen.asMap()
                  .computeIfPresent(
                      id, (same, known) -> known.isAt(version.orElse(null)) ? known : null));
    }
  }

  /** Returns the organizations whose tokens are in memory. */
  Set<OrganizationId> organizations() {
    return seen.asMap().keySet();
  }

  /** Returns how many tokens are in memory. */
  long size() {
    return seen.asMap().values().stream().mapToLong(known -> known.live.tokens().size()).sum();
  }

  /** Forgets the tokens; every later request gets an answer at least as new as this call. */
  void evict(OrganizationId organization) {
    synchronized (changing) {
      reads.mark(Set.of(organization));
      seen.invalidate(organization);
    }
  }

  @Override
  public boolean revoke(RevokedToken token, Bounds bounds) {
    try {
      return stored.revoke(token, bounds);
    } finally {
      evict(token.organization());
    }
  }

  @Override
  public List<RevokedToken> ofKey(OrganizationId organization, ApiKeyId key) {
    return stored.ofKey(organization, key);
  }

  @Override
  public int sweep(Instant before, int max) {
    return stored.sweep(before, max);
  }

  /** A request whose tokens were not in memory at first. */
  private final class Read implements Loader.Request<OrganizationId, Live> {
    private final OrganizationId organization;
    private final Instant now;

    Read(OrganizationId organization, Instant now) {
      this.organization = organization;
      this.now = now;
    }

    @Override
    public OrganizationId subject() {
      return organization;
    }

    @Override
    public @Nullable Live young() {
      return RevokedTokenCache.this.young(organization, now);
    }

    @Override
    public @Nullable Live old() {
      Seen known = known(organization, now, options.last());
      return known == null ? null : known.live;
    }

    @Override
    public boolean heedsBreaker() {
      return true;
    }

    @Override
    public Permits permits() {
      return permits;
    }

    @Override
    public Live read(InFlightLoad<Live> load) {
      return complete(organization, now, load);
    }

    @Override
    public Record markOf(Live answer) {
      return organization;
    }
  }
}
