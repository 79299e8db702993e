package io.claviger.store.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Policy;
import io.claviger.model.OrganizationId;
import io.claviger.model.PublicKey;
import io.claviger.spi.store.ApiKeyStore;
import io.claviger.spi.store.KeyLookup;
import io.claviger.spi.store.RevokedTokens;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Answers a lookup from memory if the organization was confirmed recently, and loads the key
 * otherwise. Thread-safe; an answer from memory takes no lock.
 */
final class KeyCache {
  private static final Answer NOBODY = new Answer(Optional.empty());

  private final CachedStore store;
  private final Options options;
  private final Counters counters = new Counters();
  private final Confirmed confirmed = new Confirmed();
  private final long maxStaleness;

  /** Has the text of public keys as keys, which is one object less for each request to read. */
  private final Cache<String, CachedKey> keys;

  /** Reads the same cache without recording the use, by which Caffeine decides what to evict. */
  private final Policy<String, CachedKey> quietly;

  private final SharedParts parts = new SharedParts();
  private final UnknownKeys unknown;
  private final Permits forKnown;
  private final Permits forUnknown;
  private final InFlightLoads<PublicKey, Answer> lookups;
  private final Loader<PublicKey, Answer> loader;
  private final Optional<RevokedTokenCache> revokedTokens;
  private final Organizations organizations;
  private final Refresher refresher;

  KeyCache(ApiKeyStore wrapped, Options options) {
    CircuitBreaker breaker = new CircuitBreaker(wrapped, options, counters.refused, this::wake);
    this.store = new CachedStore(breaker, options, counters, confirmed);
    this.options = options;
    this.maxStaleness = options.maxStaleness().toNanos();
    this.keys =
        Caffeine.newBuilder()
            .maximumSize(options.sizes().maxSize())
            .executor(Runnable::run)
            .build();
    this.quietly = keys.policy();
    this.unknown = new UnknownKeys(options);
    this.forKnown = new Permits(options.sizes().loads(), counters.refused);
    this.forUnknown = forKnown.some(options.sizes().concurrentLoads());
    this.lookups = InFlightLoads.of(options);
    this.loader = new Loader<>(lookups, store, this::abandonHanging);
    this.revokedTokens = wrapped.extensions().revokedTokens().map(this::tokens);
    this.organizations = new Organizations(lookups, revokedTokens);
    this.refresher = new Refresher(store, new Confirmer(store, organizations));
  }

  private RevokedTokenCache tokens(RevokedTokens stored) {
    return new RevokedTokenCache(stored, store, forKnown, this::abandonHanging);
  }

  private void wake() {
    refresher.wake();
  }

  /** Gives back the permits of reads that hang. */
  private void abandonHanging() {
    lookups.mark(Set.of());
    revokedTokens.ifPresent(RevokedTokenCache::abandonHanging);
  }

  Optional<KeyLookup> find(PublicKey publicKey) {
    CachedKey known = known(publicKey);
    KeyLookup hit = known == null ? null : hit(publicKey, known);
    if (hit != null) {
      return Optional.of(hit);
    }
    if (known != null) {
      refresher.miss();
    }
    return loader.load(new Lookup(publicKey)).found();
  }

  private @Nullable CachedKey known(PublicKey publicKey) {
    return quietly.getIfPresentQuietly(publicKey.value());
  }

  /** Returns null unless the organization of the key was confirmed recently. */
  private @Nullable KeyLookup hit(PublicKey publicKey, CachedKey known) {
    Moment young = whileYoung(known.freshness(), maxStaleness);
    if (young == null) {
      return null;
    }
    if (known.use(young, publicKey)) {
      var unused = keys.getIfPresent(publicKey.value());
      known.freshness().use(young);
    }
    refresher.use();
    counters.hits.increment();
    return known.key();
  }

  /** Returns the present moment if the organization was confirmed within the bound, else null. */
  private @Nullable Moment whileYoung(Freshness freshness, long bound) {
    // In this order. The clock is read last: read earlier, it would make the answer look younger
    // than it is. What is confirmed for all is read first: an eviction comes before it.
    Moment all = confirmed.begun();
    Moment own = freshness.confirmed();
    boolean evicted = freshness.isEvicted();
    Moment now = store.now();
    return !evicted && Confirmed.age(all, own, now) <= bound ? now : null;
  }

  private Answer complete(PublicKey publicKey, InFlightLoad<Answer> load) {
    counters.loads.increment();
    Optional<KeyLookup> found = store.breaker().findByPublicKey(publicKey);
    // After one caller has seen this answer, no later caller may see an older one.
    if (found.isEmpty()) {
      unknown.complete(publicKey, load);
      keys.invalidate(publicKey.value());
    } else if (found.get().has(publicKey)) {
      KeyLookup kept = keep(publicKey, found.get(), load);
      unknown.forget(publicKey);
      return new Answer(Optional.of(kept));
    }
    return new Answer(found);
  }

  /** Caches the key, and returns it as waiters get it. */
  private KeyLookup keep(PublicKey publicKey, KeyLookup found, InFlightLoad<Answer> load) {
    Freshness freshness = organizations.complete(load, found);
    if (freshness == null) {
      return found;
    }
    KeyLookup kept =
        found.sharing(
            freshness.organization(), parts.one(found.roles()), parts.one(found.labels()));
    CachedKey known = new CachedKey(kept, freshness);
    // The text of the lookup itself: one text for each key, not two.
    keys.put(kept.publicKey().value(), known);
    // That counts as this use. One more would favour a key that was evicted and came back.
    boolean unused = known.use(load.begun, publicKey);
    freshness.use(load.begun);
    if (load.isAbandoned()) {
      // Another load has replaced this one, and may have cached a newer key.
      boolean unusedRemoval = keys.asMap().remove(publicKey.value(), known);
    }
    refresher.use();
    return kept;
  }

  /**
   * Evicts an organization that may have moved, and forgets that these keys did not exist. Every
   * later request gets an answer that is at least as new as this call.
   */
  void evict(OrganizationId organization, Set<PublicKey> created) {
    try {
      lookups.mark(Set.of(organization));
      lookups.mark(created);
    } finally {
      organizations.evict(organization);
      created.forEach(unknown::forget);
    }
  }

  /** Returns the revoked tokens, if the store keeps them. */
  Optional<RevokedTokenCache> revokedTokens() {
    return revokedTokens;
  }

  CacheMetrics metrics() {
    return new CacheMetrics(
        keys.estimatedSize(),
        counters.read(),
        refresher.age(),
        refresher.lag(),
        revokedTokens.map(RevokedTokenCache::size).orElse(0L),
        counters.pending);
  }

  void close() {
    refresher.close();
    if (options.reads() instanceof ReadThreads own) {
      own.close();
    }
  }

  /** A lookup that memory did not answer at first. */
  private final class Lookup implements Loader.Request<PublicKey, Answer> {
    private final PublicKey publicKey;

    Lookup(PublicKey publicKey) {
      this.publicKey = publicKey;
    }

    @Override
    public PublicKey subject() {
      return publicKey;
    }

    @Override
    public @Nullable Answer young() {
      CachedKey known = known(publicKey);
      if (known != null) {
        KeyLookup hit = hit(publicKey, known);
        return hit == null ? null : new Answer(Optional.of(hit));
      }
      if (unknown.contains(publicKey)) {
        counters.unknown.increment();
        return NOBODY;
      }
      return null;
    }

    @Override
    public @Nullable Answer old() {
      CachedKey known = known(publicKey);
      Optional<Duration> bound = options.staleIfError();
      if (known == null
          || bound.isEmpty()
          || whileYoung(known.freshness(), bound.get().toNanos()) == null) {
        return null;
      }
      counters.servedStale.increment();
      return new Answer(Optional.of(known.key()));
    }

    @Override
    public boolean heedsBreaker() {
      CachedKey known = known(publicKey);
      return known != null && !known.freshness().isEvicted();
    }

    @Override
    public Permits permits() {
      return known(publicKey) == null ? forUnknown : forKnown;
    }

    @Override
    public Answer read(InFlightLoad<Answer> load) {
      return complete(publicKey, load);
    }

    @Override
    public Record markOf(Answer answer) {
      return answer.found().<Record>map(it -> it.organization().id()).orElse(publicKey);
    }
  }
}
