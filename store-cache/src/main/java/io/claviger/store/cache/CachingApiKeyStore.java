package io.claviger.store.cache;

import io.claviger.internal.background.DaemonThread;
import io.claviger.model.ErrorCode;
import io.claviger.model.InvalidValueException;
import io.claviger.model.OrganizationId;
import io.claviger.model.PublicKey;
import io.claviger.model.StoreException;
import io.claviger.spi.ApiKeyStore;
import io.claviger.spi.ForwardingApiKeyStore;
import io.claviger.spi.KeyLookup;
import io.claviger.spi.OrganizationChange;
import io.claviger.spi.Ticker;
import io.claviger.spi.VerifierExchange;
import io.claviger.spi.VerifierStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Collectors;

/**
 * A cache round a store, for the request path: only {@link #findByPublicKey} is answered from
 * memory, everything else is passed on. So decisions of management are never taken on old facts.
 * Thread-safe; an answer from memory waits for no lock and does no I/O, but the first one in a
 * while hands the next refresh to the {@linkplain Builder#background background}.
 *
 * <p><b>The bound.</b> An answer is at most {@code maxStaleness} old: no key is found as it was
 * longer than that after the commit that changed it, whichever node made it. The age counts from
 * before the read began, on the clock on which it is longer, the monotonic or that of the wall. It
 * is judged when the look-up looks at its clock; what a request does afterwards takes its time.
 * What is changed through this store is seen at once; what this node changes in a transaction of
 * the host's, once the host has called {@link #drop}.
 *
 * <p><b>How it is kept.</b> Organizations in use are confirmed in the background three times within
 * {@code maxStaleness}, by a reading of revisions for each 500 of them. Where that comes too late,
 * the next request for one of its keys looks it up again, which confirms all of them. While the
 * store cannot be reached, one request a second tries it; the others fail at once ({@link
 * StoreException}), unless {@link Builder#serveUnconfirmed} says otherwise.
 *
 * <p>A request that finds nothing in memory reads on its own thread, once for all that ask for the
 * same key, and waits as long as the store takes; with {@link Builder#executor} no request waits
 * longer than its patience. That a key does not exist is remembered for a second, or for {@code
 * maxStaleness} if that is less: so long a new key may be unknown on other nodes that were asked
 * for it too early, and on this one where it was made in a transaction of the host's.
 */
public final class CachingApiKeyStore extends ForwardingApiKeyStore implements AutoCloseable {
  private final KeyCache cache;
  private volatile boolean closed;

  private CachingApiKeyStore(Builder builder) {
    super(builder.store);
    this.cache = new KeyCache(builder.store, builder.options());
  }

  /** With every option at its default. */
  public static CachingApiKeyStore of(ApiKeyStore store) {
    return builder(store).build();
  }

  /**
   * To set options.
   *
   * @throws InvalidValueException for a store that takes part in a transaction of the host's, whose
   *     changes may be rolled back
   */
  public static Builder builder(ApiKeyStore store) {
    return new Builder(store);
  }

  @Override
  public Optional<KeyLookup> findByPublicKey(PublicKey publicKey) {
    return closed ? super.findByPublicKey(publicKey) : cache.find(publicKey);
  }

  /** Passed on; whatever becomes of it, this node reads the organization anew. */
  @Override
  public boolean commit(OrganizationChange change) {
    Set<PublicKey> created = created(change);
    try {
      return super.commit(change);
    } finally {
      cache.drop(change.organization().id(), created);
    }
  }

  private static Set<PublicKey> created(OrganizationChange change) {
    return change.keys().created().stream()
        .map(created -> created.key().publicKey())
        .collect(Collectors.toSet());
  }

  /**
   * Passed on. Most exchanges are not worth reading anything anew: the old verifier is as good. But
   * one of a scheme that a secret gets, this node can use at once; others see it when the
   * organization changes, or when they make the exchange too.
   */
  @Override
  public Optional<VerifierStore> verifierStore() {
    return super.verifierStore().map(store -> exchange -> exchange(store, exchange));
  }

  private boolean exchange(VerifierStore store, VerifierExchange exchange) {
    try {
      return store.exchange(exchange);
    } finally {
      if (exchange.bringsScheme()) {
        cache.drop(exchange.organization(), Set.of());
      }
    }
  }

  /**
   * The organization has changed: it is read anew from now on. For a host whose nodes tell each
   * other of changes ({@link io.claviger.spi.ChangeListener}), so that they are seen sooner than
   * within {@code maxStaleness}. A new key that was asked for before it was there stays unknown for
   * a second at most all the same. Returns at once.
   */
  public void drop(OrganizationId organization) {
    cache.drop(Objects.requireNonNull(organization, "organization"), Set.of());
  }

  /** Numbers for monitoring, of this moment. */
  public CacheMetrics metrics() {
    return cache.metrics();
  }

  /**
   * Ends the work in the background. From now on every look-up is passed on; those under way end as
   * they would have. Does not close the store inside. May be called more than once; never waits.
   */
  @Override
  public void close() {
    closed = true;
    cache.close();
  }

  /**
   * Collects options; not thread-safe. Each has a default that suits production, but one depends on
   * the store: {@link #unknownKeys} has to leave some of its connections to others.
   */
  public static final class Builder {
    private final ApiKeyStore store;
    private Bounds bounds = Bounds.standard();
    private Sizes sizes = Sizes.standard();
    private InstantSource clock = InstantSource.system();
    private Ticker ticker = Ticker.system();
    private ScheduledExecutorService background = DaemonThread.named("claviger-cache");
    private Executor executor = Runnable::run;

    private Builder(ApiKeyStore store) {
      if (store.joinsTransaction()) {
        throw InvalidValueException.hidden(
            ErrorCode.INVALID_VALUE,
            "store",
            "takes part in a transaction, which may be rolled back; cache the store that has its"
                + " own");
      }
      this.store = store;
    }

    /**
     * How late a change may be seen that another node made; 5 seconds by default, 10 milliseconds
     * to an hour. On a Galera cluster above {@code evs.suspect_timeout}. The store has to answer
     * faster than this, or look-ups fail.
     *
     * @throws InvalidValueException for another duration
     */
    public Builder maxStaleness(Duration newBound) {
      this.bounds = bounds.withMaxStaleness(newBound);
      return this;
    }

    /**
     * Chooses availability where the store cannot confirm: what is known is answered until it is
     * this old, counted as {@link CacheMetrics.Counts#lapsed()}. A revocation may then be seen so
     * late; one that this node knows of is not served. Not chosen by default; up to a day.
     *
     * @throws InvalidValueException for another duration
     */
    public Builder serveUnconfirmed(Duration secondBound) {
      this.bounds = bounds.withUnconfirmed(secondBound);
      return this;
    }

    /**
     * How long a request waits for others, and for the store where there is an {@link #executor}; 3
     * seconds by default, 10 milliseconds to a minute. A read that takes longer is given up for
     * another one.
     *
     * @throws InvalidValueException for another duration
     */
    public Builder patience(Duration newPatience) {
      this.bounds = bounds.withPatience(newPatience);
      return this;
    }

    /**
     * How many keys are held at most; 100,000 by default. If more are in use, those stay that are
     * used again and again.
     *
     * @throws InvalidValueException for a number below 1
     */
    public Builder keys(int most) {
      this.sizes = new Sizes(most, sizes.unknownKeys(), sizes.unknownLoads());
      return this;
    }

    /**
     * Bounds what a flood of invalid credentials costs: how many public keys are remembered that no
     * key has (10,000 by default), and how many keys that are not held are looked up at the same
     * time (64 by default), which are also good ones, after a start say. Choose fewer look-ups than
     * a pool has connections. Others wait for their turn, for half of the patience at most. Reads
     * that hang come on top; each is given up after the patience. Keys that are held, but have
     * changed or are not confirmed, wait for none of these: as many again of them are looked up at
     * the same time.
     *
     * @throws InvalidValueException for a number below 1
     */
    public Builder unknownKeys(int remembered, int lookedUp) {
      this.sizes = new Sizes(sizes.keys(), remembered, lookedUp);
      return this;
    }

    /** The clock of the wall; the system's by default. */
    public Builder clock(InstantSource newClock) {
      this.clock = Objects.requireNonNull(newClock, "clock");
      return this;
    }

    /** Monotonic time; the system's by default. */
    public Builder ticker(Ticker newTicker) {
      this.ticker = Objects.requireNonNull(newTicker, "ticker");
      return this;
    }

    /**
     * Sets the executor that confirms organizations. The default is a daemon thread, which ends
     * while no key is in use. Another executor may be shared, or have virtual threads, but must not
     * run a task on the thread that hands it over. A refresh that is refused is tried again by the
     * next request. The application shuts it down, after {@link CachingApiKeyStore#close}. If it is
     * busy, or shut down earlier, the bound still holds: requests confirm their organizations.
     */
    public Builder background(ScheduledExecutorService newBackground) {
      this.background = Objects.requireNonNull(newBackground, "background");
      return this;
    }

    /**
     * Where reads run that a request waits for; the thread of the request by default, which costs
     * least. With another executor a request waits no longer than its patience, and an interrupt of
     * it never meets a driver.
     */
    public Builder executor(Executor newExecutor) {
      this.executor = Objects.requireNonNull(newExecutor, "executor");
      return this;
    }

    /**
     * Builds it.
     *
     * @throws InvalidValueException if the second bound is shorter than maxStaleness
     */
    public CachingApiKeyStore build() {
      return new CachingApiKeyStore(this);
    }

    Options options() {
      return new Options(bounds.checked(), sizes, new Clocks(ticker, clock), background, executor);
    }
  }
}
