package io.claviger.store.cache;

import io.claviger.model.OrganizationId;
import io.claviger.model.PublicKey;
import io.claviger.model.StoreException;
import io.claviger.spi.store.ApiKeyStore;
import io.claviger.spi.store.ChangeStore;
import io.claviger.spi.store.ForwardingApiKeyStore;
import io.claviger.spi.store.KeyLookup;
import io.claviger.spi.store.OrganizationVersion;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The wrapped store, and whether it answers. While it fails, one request a second tries it.
 * Thread-safe.
 */
final class CircuitBreaker extends ForwardingApiKeyStore {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Clocks clocks;
  private final long maxStaleness;
  private final long forgotten;
  private final LongAdder refused;
  private final Runnable atRecovery;

  /** When the store last answered; null before the first answer. */
  private volatile @Nullable Moment answered;

  /** When the failing store was last tried; null while it answers. */
  private final AtomicReference<@Nullable Moment> tried = new AtomicReference<>();

  /**
   * Wraps this store.
   *
   * @param refused counts requests that do not try the store
   * @param atRecovery runs when a failing store has answered
   */
  CircuitBreaker(ApiKeyStore store, Options options, LongAdder refused, Runnable atRecovery) {
    super(store);
    this.refused = refused;
    this.atRecovery = atRecovery;
    this.clocks = options.clocks();
    this.maxStaleness = options.maxStaleness().toNanos();
    this.forgotten = options.loadTimeout().plus(PAUSE).toNanos();
  }

  @Override
  protected boolean hasDirectLookups() {
    return true;
  }

  @Override
  public Optional<KeyLookup> findByPublicKey(PublicKey publicKey) {
    return watch(() -> super.findByPublicKey(publicKey));
  }

  @Override
  protected Map<OrganizationId, OrganizationVersion> revisions(
      ChangeStore from, Set<OrganizationId> ids) {
    return watch(() -> super.revisions(from, ids));
  }

  /** Reads, and notes that the store has answered. */
  <T> T watch(Supplier<T> read) {
    Moment begun = clocks.now();
    T answer = read.get();
    Moment now = clocks.now();
    // An answer that arrives too late is as bad as none.
    if (begun.ageAt(now) <= maxStaleness) {
      answered = now;
      if (tried.get() != null && tried.getAndSet(null) != null) {
        atRecovery.run();
      }
    }
    return answer;
  }

  /** Notes that a request had no answer, unless another one had an answer since it began. */
  void fail(Moment begun, StoreException trouble) {
    Moment last = answered;
    boolean answeredSince = last != null && begun.isBefore(last);
    // A store that reports a fault has answered; the fault may concern this key only.
    if (trouble.kind() == StoreException.Kind.UNREACHABLE && !answeredSince) {
      tried.compareAndSet(null, clocks.now());
    }
  }

  /** Returns whether the last request had no answer. */
  boolean isFailing() {
    return tried.get() != null;
  }

  /**
   * Lets a request read, unless the store fails and another request tries it.
   *
   * @return whether this request is the one that tries a failing store
   * @throws StoreException if another one does
   */
  boolean admit() {
    Moment last = tried.get();
    if (last == null) {
      return false;
    }
    Moment now = clocks.now();
    long age = last.ageAt(now);
    if (age >= PAUSE.toNanos() && tried.compareAndSet(last, age < forgotten ? now : null)) {
      return age < forgotten;
    }
    refused.increment();
    throw new StoreException(
        StoreException.Kind.UNREACHABLE, "the store fails, and is tried once a second", null);
  }
}
