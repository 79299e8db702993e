package io.claviger.store.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.claviger.OrganizationId;
import io.claviger.PublicKey;
import io.claviger.StoreException;
import io.claviger.spi.ApiKeyStore;
import io.claviger.spi.KeyLookup;
import io.claviger.spi.LookupPacker;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Answers look-ups from memory while the organization is surely where it was, and from the store
 * otherwise. Thread-safe; an answer from memory takes no lock.
 */
final class KeyCache {
  private static final Answer NOBODY = new Answer(Optional.empty());

  private final WatchedStore store;
  private final Options options;
  private final long maxStaleness;

  /** By the text of the public half: one object less for each, and for each request to fetch. */
  private final Cache<String, Known> keys;

  private final LookupPacker packer = new LookupPacker();
  private final UnknownKeys unknown;
  private final Permits forKnown;
  private final Permits forUnknown;
  private final Flights<PublicKey, Answer> lookups;
  private final Organizations organizations;
  private final Refresher refresher;
  private final Counters counters = new Counters();

  KeyCache(ApiKeyStore store, Options options) {
    this.store = new WatchedStore(store, options, counters.refused);
    this.options = options;
    this.maxStaleness = options.bounds().maxStaleness().toNanos();
    this.keys =
        Caffeine.newBuilder().maximumSize(options.sizes().keys()).executor(Runnable::run).build();
    this.unknown = new UnknownKeys(options);
    this.forKnown = new Permits(options.sizes().unknownLoads(), counters.refused);
    this.forUnknown = new Permits(options.sizes().unknownLoads(), counters.refused);
    this.lookups = new Flights<>(options.clocks(), options.reads(), options.bounds().patience());
    this.organizations = new Organizations(lookups);
    this.refresher = new Refresher(this.store, options, organizations, this::held, counters);
  }

  Optional<KeyLookup> find(PublicKey publicKey) {
    Known known = keys.getIfPresent(publicKey.value());
    KeyLookup hit = known == null ? null : hit(known);
    return hit == null ? load(publicKey) : Optional.of(hit);
  }

  private Optional<KeyLookup> load(PublicKey publicKey) {
    Moment begun = options.clocks().now();
    try {
      return loadInTime(publicKey);
    } catch (StoreException e) {
      return Optional.of(knownInstead(publicKey, begun, e));
    }
  }

  private Optional<KeyLookup> loadInTime(PublicKey publicKey) {
    Deadline deadline = Deadline.in(options.bounds().patience(), options.clocks().ticker());
    do {
      Answer answer = tryOnce(publicKey, deadline);
      if (answer != null) {
        return answer.found();
      }
    } while (!deadline.hasPassed());
    counters.failures.increment();
    throw new StoreException(
        StoreException.Kind.UNREACHABLE,
        "the store is too slow: what it answers is older than maxStaleness, or always changing",
        null);
  }

  /** Null where it has to be tried again. */
  private @Nullable Answer tryOnce(PublicKey publicKey, Deadline deadline) {
    Known known = keys.getIfPresent(publicKey.value());
    KeyLookup hit = known == null ? null : hit(known);
    if (hit != null) {
      return new Answer(Optional.of(hit));
    }
    if (known != null) {
      refresher.miss(known.freshness());
    } else if (unknown.contains(publicKey)) {
      counters.unknown.increment();
      return NOBODY;
    }
    Flights.Seat<Answer> seat = board(publicKey, known, deadline);
    return seat == null ? null : await(publicKey, seat, deadline);
  }

  /** Null unless the organization is surely where it was. */
  private @Nullable KeyLookup hit(Known known) {
    if (!isYoung(known.freshness(), maxStaleness)) {
      return null;
    }
    refresher.use(known.freshness());
    counters.hits.increment();
    return known.key();
  }

  private boolean isYoung(Freshness freshness, long bound) {
    // In this order, the clock last: earlier, and the answer would be older than it says.
    Moment confirmed = freshness.confirmed();
    boolean dropped = freshness.isDropped();
    return !dropped && confirmed.ageAt(options.clocks().now()) <= bound;
  }

  /** Answers from memory, if it may, a request that began then and could not load the key. */
  private KeyLookup knownInstead(PublicKey publicKey, Moment begun, StoreException trouble) {
    Known known = keys.getIfPresent(publicKey.value());
    if (known == null) {
      throw trouble;
    }
    // An interrupt is trouble of this request alone.
    if (!Thread.currentThread().isInterrupted()) {
      KeyLookup hit = hit(known);
      if (hit != null) {
        // Another one was luckier, such as the refresher.
        return hit;
      }
      store.fail(begun, trouble);
    }
    Optional<Duration> bound = options.bounds().unconfirmed();
    if (bound.isEmpty() || !isYoung(known.freshness(), bound.get().toNanos())) {
      throw trouble;
    }
    counters.lapsed.increment();
    return known.key();
  }

  /**
   * The permit comes back when its flight has landed or is given up. That is arranged before the
   * read begins, which may hang on this very thread; and again, for one that never begins.
   *
   * @return null where others have read the key while this one waited for its permit, or have found
   *     that the store fails
   */
  private Flights.@Nullable Seat<Answer> board(
      PublicKey publicKey, @Nullable Known known, Deadline deadline) {
    boolean unconfirmed = known != null && !known.freshness().isDropped();
    boolean tries = unconfirmed && store.admit();
    if (lookups.isUnderWay(publicKey)) {
      return lookups.board(publicKey, flight -> land(publicKey, flight));
    }
    Permit permit = acquire(known == null ? forUnknown : forKnown, deadline);
    try {
      if (isSettled(publicKey) || (unconfirmed && !tries && store.isFailing())) {
        permit.giveBack();
        return null;
      }
      Flights.Seat<Answer> seat =
          lookups.board(
              publicKey,
              flight -> {
                permit.giveBackAtEndOf(flight);
                return land(publicKey, flight);
              });
      if (seat.own()) {
        permit.giveBackAtEndOf(seat.flight());
      } else {
        permit.giveBack();
      }
      return seat;
    } catch (Throwable e) {
      permit.giveBack();
      throw e;
    }
  }

  private Permit acquire(Permits permits, Deadline deadline) {
    if (!permits.hasFree()) {
      lookups.giveUpStuck();
    }
    return permits.acquire(deadline);
  }

  /** Says whether memory has the answer by now. */
  private boolean isSettled(PublicKey publicKey) {
    Known known = keys.getIfPresent(publicKey.value());
    return known == null ? unknown.contains(publicKey) : isYoung(known.freshness(), maxStaleness);
  }

  private @Nullable Answer await(
      PublicKey publicKey, Flights.Seat<Answer> seat, Deadline deadline) {
    Answer answer;
    try {
      answer = lookups.await(seat, deadline.remaining());
    } catch (StoreException | Error e) {
      counters.failures.increment();
      throw e;
    }
    if (answer == null) {
      return null;
    }
    Record subject = answer.found().<Record>map(it -> it.organization().id()).orElse(publicKey);
    boolean changedBefore = seat.isBehindChangeOf(subject);
    long age = seat.flight().begun().ageAt(options.clocks().now());
    return changedBefore || age > maxStaleness ? null : answer;
  }

  private Answer land(PublicKey publicKey, Flight<Answer> flight) {
    counters.loads.increment();
    Optional<KeyLookup> found = store.findByPublicKey(publicKey);
    // Nobody is given back what was known before, once somebody was given this.
    if (found.isEmpty()) {
      unknown.land(publicKey, flight);
      keys.invalidate(publicKey.value());
    } else if (Answer.isRight(publicKey, found.get())) {
      KeyLookup kept = keep(publicKey, found.get(), flight);
      unknown.forget(publicKey);
      return new Answer(Optional.of(kept));
    }
    return new Answer(found);
  }

  /** As it is given to those who wait for it. */
  private KeyLookup keep(PublicKey publicKey, KeyLookup found, Flight<Answer> flight) {
    Freshness freshness = organizations.land(flight, found);
    if (freshness == null) {
      return found;
    }
    KeyLookup kept =
        packer.pack(KeyLookup.of(freshness.organization(), found.key(), found.secrets()));
    Known known = new Known(kept, freshness);
    keys.put(publicKey.value(), known);
    if (flight.isAbandoned()) {
      // The one that took its place may have landed meanwhile, and is not to be undone.
      boolean unusedRemoval = keys.asMap().remove(publicKey.value(), known);
    }
    refresher.use(freshness);
    refresher.makeRoom();
    return kept;
  }

  /**
   * An organization has moved, or may have, and these keys may exist now. Whoever asks after this
   * gets what is stored now, or later.
   */
  void drop(OrganizationId organization, Set<PublicKey> created) {
    try {
      mark(organization, created);
    } finally {
      organizations.drop(organization);
      created.forEach(unknown::forget);
    }
  }

  private void mark(OrganizationId organization, Set<PublicKey> created) {
    lookups.mark(Set.of(organization));
    for (PublicKey key : created) {
      Flight<?> flight = lookups.to(key);
      if (flight != null) {
        flight.mark(Set.of(key));
      }
    }
  }

  private Set<Freshness> held() {
    return keys.asMap().values().stream().map(Known::freshness).collect(Collectors.toSet());
  }

  CacheMetrics metrics() {
    return new CacheMetrics(
        keys.estimatedSize(), counters.read(), refresher.age(), refresher.lag());
  }

  void close() {
    refresher.close();
  }
}
