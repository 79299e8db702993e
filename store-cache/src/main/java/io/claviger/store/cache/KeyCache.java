package io.claviger.store.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Policy;
import io.claviger.model.OrganizationId;
import io.claviger.model.PublicKey;
import io.claviger.model.StoreException;
import io.claviger.spi.store.ApiKeyStore;
import io.claviger.spi.store.KeyLookup;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Answers a lookup from memory if the organization was confirmed recently, and loads the key
 * otherwise. Thread-safe; an answer from memory takes no lock.
 */
final class KeyCache {
  private static final Answer NOBODY = new Answer(Optional.empty());

  private final CircuitBreaker store;
  private final Options options;
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
  private final Optional<RevokedTokenCache> revokedTokens;
  private final Organizations organizations;
  private final Refresher refresher;
  private final Counters counters = new Counters();

  KeyCache(ApiKeyStore store, Options options) {
    this.store = new CircuitBreaker(store, options, counters.refused);
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
    this.lookups = new InFlightLoads<>(options.clocks(), options.reads(), options.loadTimeout());
    this.revokedTokens =
        store
            .extensions()
            .revokedTokens()
            .map(
                tokens ->
                    new RevokedTokenCache(
                        tokens, this.store, options, forKnown, () -> lookups.mark(Set.of())));
    this.organizations = new Organizations(lookups, revokedTokens);
    Supplier<Set<Freshness>> held =
        () -> keys.asMap().values().stream().map(CachedKey::freshness).collect(Collectors.toSet());
    this.refresher = new Refresher(this.store, options, organizations, held, counters);
  }

  Optional<KeyLookup> find(PublicKey publicKey) {
    CachedKey known = quietly.getIfPresentQuietly(publicKey.value());
    KeyLookup hit = known == null ? null : hit(publicKey, known);
    return hit == null ? load(publicKey) : Optional.of(hit);
  }

  private Optional<KeyLookup> load(PublicKey publicKey) {
    Moment begun = options.clocks().now();
    try {
      do {
        Answer answer = tryOnce(publicKey, begun);
        if (answer != null) {
          return answer.found();
        }
      } while (options.remaining(begun) > 0);
      counters.failures.increment();
      throw InFlightLoads.unreachable(
          "the store is too slow: its answers are older than maxStaleness, or always changing",
          null);
    } catch (StoreException e) {
      return Optional.of(knownInstead(publicKey, begun, e));
    }
  }

  /** Returns null if the request has to try again. */
  private @Nullable Answer tryOnce(PublicKey publicKey, Moment begun) {
    CachedKey known = quietly.getIfPresentQuietly(publicKey.value());
    KeyLookup hit = known == null ? null : hit(publicKey, known);
    if (hit != null) {
      return new Answer(Optional.of(hit));
    }
    if (known != null) {
      refresher.miss(known.freshness());
    } else if (unknown.contains(publicKey)) {
      counters.unknown.increment();
      return NOBODY;
    }
    InFlightLoads.Waiter<Answer> waiter = join(publicKey, known, begun);
    return waiter == null ? null : await(publicKey, waiter, options.remaining(begun));
  }

  /** Returns null unless the organization of the key was confirmed recently. */
  private @Nullable KeyLookup hit(PublicKey publicKey, CachedKey known) {
    Moment young = whileYoung(known.freshness(), maxStaleness);
    if (young == null) {
      return null;
    }
    if (known.use(young, publicKey)) {
      var unused = keys.getIfPresent(publicKey.value());
    }
    refresher.use(known.freshness());
    counters.hits.increment();
    return known.key();
  }

  /** Returns the present moment if the organization was confirmed within the bound, else null. */
  private @Nullable Moment whileYoung(Freshness freshness, long bound) {
    // The clock is read last: read earlier, it would make the answer look younger than it is.
    Moment confirmed = freshness.confirmed();
    boolean evicted = freshness.isEvicted();
    Moment now = options.clocks().now();
    return !evicted && confirmed.ageAt(now) <= bound ? now : null;
  }

  private boolean isYoung(Freshness freshness, long bound) {
    return whileYoung(freshness, bound) != null;
  }

  /** Answers a request that could not load the key, if a cached key may be served. */
  private KeyLookup knownInstead(PublicKey publicKey, Moment begun, StoreException trouble) {
    CachedKey known = keys.getIfPresent(publicKey.value());
    if (known == null) {
      throw trouble;
    }
    // An interrupt concerns this request only.
    if (!Thread.currentThread().isInterrupted()) {
      KeyLookup hit = hit(publicKey, known);
      if (hit != null) {
        // Another request, or the refresher, has confirmed it meanwhile.
        return hit;
      }
      store.fail(begun, trouble);
    }
    Optional<Duration> bound = options.staleIfError();
    if (bound.isEmpty() || !isYoung(known.freshness(), bound.get().toNanos())) {
      throw trouble;
    }
    counters.servedStale.increment();
    return known.key();
  }

  /**
   * Joins a load, or starts one. Returns null if, after the wait for a permit, the answer is in
   * memory or the store fails.
   */
  private InFlightLoads.@Nullable Waiter<Answer> join(
      PublicKey publicKey, @Nullable CachedKey known, Moment begun) {
    boolean stale = known != null && !known.freshness().isEvicted();
    boolean tries = stale && store.admit();
    if (lookups.isUnderWay(publicKey)) {
      return lookups.join(publicKey, () -> {}, load -> complete(publicKey, load));
    }
    Permits permits = known == null ? forUnknown : forKnown;
    if (!permits.hasFree()) {
      lookups.mark(Set.of()); // abandons those that hang
      revokedTokens.ifPresent(RevokedTokenCache::abandonHanging);
    }
    long forReading = options.remaining(begun) / 2;
    permits.acquire(() -> options.remaining(begun) - forReading);
    try {
      if (isSettled(publicKey) || (stale && !tries && store.isFailing())) {
        permits.giveBack();
        return null;
      }
      return lookups.join(publicKey, permits::giveBack, load -> complete(publicKey, load));
    } catch (Throwable e) {
      permits.giveBack();
      throw e;
    }
  }

  /** Returns whether the answer is in memory by now. */
  private boolean isSettled(PublicKey publicKey) {
    CachedKey known = keys.getIfPresent(publicKey.value());
    return known == null ? unknown.contains(publicKey) : isYoung(known.freshness(), maxStaleness);
  }

  private @Nullable Answer await(
      PublicKey publicKey, InFlightLoads.Waiter<Answer> waiter, long nanos) {
    Answer answer;
    try {
      answer = lookups.await(waiter, nanos);
    } catch (StoreException | Error e) {
      counters.failures.increment();
      throw e;
    }
    if (answer == null) {
      return null;
    }
    Record subject = answer.found().<Record>map(it -> it.organization().id()).orElse(publicKey);
    boolean changedBefore = waiter.joinedAfterChangeOf(subject);
    long age = waiter.load().begun.ageAt(options.clocks().now());
    return changedBefore || age > maxStaleness ? null : answer;
  }

  private Answer complete(PublicKey publicKey, InFlightLoad<Answer> load) {
    counters.loads.increment();
    Optional<KeyLookup> found = store.findByPublicKey(publicKey);
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
    boolean unused = known.use(freshness.confirmed(), publicKey);
    if (load.isAbandoned()) {
      // Another load has replaced this one, and may have cached a newer key.
      boolean unusedRemoval = keys.asMap().remove(publicKey.value(), known);
    }
    refresher.use(freshness);
    refresher.makeRoom();
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
    Set<OrganizationId> inUse =
        refresher.inUse().stream().map(Freshness::id).collect(Collectors.toSet());
    return new CacheMetrics(
        keys.estimatedSize(),
        counters.read(),
        refresher.age(),
        refresher.lag(),
        revokedTokens
            .map(tokens -> tokens.metrics(inUse))
            .orElseGet(() -> new CacheMetrics.RevokedTokens(0, Duration.ZERO)));
  }

  void close() {
    refresher.close();
    if (options.reads() instanceof ReadThreads own) {
      own.close();
    }
  }
}
