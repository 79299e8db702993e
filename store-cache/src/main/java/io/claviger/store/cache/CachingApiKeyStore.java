package io.claviger.store.cache;

import static java.util.stream.Collectors.toSet;

import io.claviger.internal.background.DaemonThread;
import io.claviger.model.ErrorCode;
import io.claviger.model.InvalidValueException;
import io.claviger.model.OrganizationId;
import io.claviger.model.PublicKey;
import io.claviger.model.StoreException;
import io.claviger.spi.Ticker;
import io.claviger.spi.store.ApiKeyStore;
import io.claviger.spi.store.ChangeStore;
import io.claviger.spi.store.EvictableStore;
import io.claviger.spi.store.ForwardingApiKeyStore;
import io.claviger.spi.store.KeyLookup;
import io.claviger.spi.store.OrganizationChange;
import io.claviger.spi.store.StoreExtensions;
import io.claviger.spi.store.VerifierReplacement;
import io.claviger.spi.store.VerifierStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * A store that wraps another one and caches the lookups of requests. Only {@link #findByPublicKey}
 * and {@link io.claviger.spi.store.RevokedTokens#live} are answered from memory; every other call
 * goes to the wrapped store. So management never decides on old data. Thread-safe. An answer from
 * memory takes no lock and does no I/O. The first lookup in a while also schedules a question to
 * the store on the {@linkplain Builder#background background}.
 *
 * <p><b>The bound.</b> An answer is at most {@code maxStaleness} old: a change that any node
 * commits is seen that much later at most. The age counts from the start of the read, and is
 * measured on two clocks, the monotonic one and the wall clock; the longer age counts. The cache
 * compares it when it answers; the time that the request takes afterwards is not included. Changes
 * that this store commits are seen at once. Changes in a transaction of the application are seen
 * after the application has called {@link io.claviger.ClavigerTransaction#afterCommit}, or {@link
 * #evict}.
 *
 * <p><b>How the cache keeps it.</b> While there are requests, it asks the store three times within
 * {@code maxStaleness} what has changed. One question to the {@linkplain
 * io.claviger.spi.store.ChangeFeed change feed} of the store confirms everything in memory. If the
 * store has no feed, or the feed cannot tell, the cache reads the versions of all organizations in
 * memory, 500 at a time and 10,000 in each third of {@code maxStaleness}, those in use first. If a
 * confirmation is late, the next request for a key of the organization loads the key again, which
 * confirms the organization. While the store cannot be reached, one request a second tries it. The
 * others fail at once with a {@link StoreException}, unless {@link Builder#staleIfError} allows old
 * answers.
 *
 * <p><b>Misses.</b> A request that finds nothing in memory waits for a read on another thread, but
 * never longer than its {@linkplain Builder#loadTimeout load timeout}, even if the database or its
 * pool hangs. Requests for the same key share one read. The cache also remembers for a second, or
 * for {@code maxStaleness} if that is shorter, that a key does not exist. During this time a new
 * key may be unknown on another node that was asked for it too early. This happens on this node,
 * too, if a transaction of the application creates the key.
 */
public final class CachingApiKeyStore extends ForwardingApiKeyStore
    implements EvictableStore, AutoCloseable {
  private final KeyCache cache;
  private final Sizes sizes;
  private volatile boolean closed;

  private CachingApiKeyStore(Builder builder) {
    super(builder.store);
    this.sizes = builder.sizes;
    this.cache = new KeyCache(builder.store, builder.options());
  }

  /** Creates a cache with default options. */
  public static CachingApiKeyStore of(ApiKeyStore store) {
    return builder(store).build();
  }

  /**
   * Creates a builder, to set options.
   *
   * @throws InvalidValueException if the store takes part in a transaction of the application,
   *     whose changes may be rolled back
   */
  public static Builder builder(ApiKeyStore store) {
    return new Builder(store);
  }

  /**
   * Checks whether the wrapped store can serve as many calls at once as this cache may make, and
   * one more for changes. The application calls this at its start, after the check of the wrapped
   * store and before it serves requests. A store with a pool borrows so many connections at once,
   * and waits for each as long as the pool does.
   *
   * @throws StoreException if it cannot; the message names the numbers and the fix. Also if the
   *     store fails
   */
  public void check() {
    int needed = sizes.needed();
    int served = extensions().capacity().map(each -> each.probe(needed)).orElse(needed);
    if (served < needed) {
      throw new StoreException(StoreException.Kind.FAULT, sizes.shortage(served), null);
    }
  }

  @Override
  public Optional<KeyLookup> findByPublicKey(PublicKey publicKey) {
    Objects.requireNonNull(publicKey, "publicKey");
    return closed ? super.findByPublicKey(publicKey) : cache.find(publicKey);
  }

  /**
   * Commits to the wrapped store. Whatever the outcome, this node evicts its cached keys of the
   * organization.
   */
  @Override
  protected boolean commit(ChangeStore to, OrganizationChange change) {
    Objects.requireNonNull(change, "change");
    try {
      return super.commit(to, change);
    } finally {
      evict(change);
    }
  }

  /** Commits to the wrapped store, and evicts all these organizations. */
  @Override
  public Set<OrganizationId> commitAll(List<OrganizationChange> changes) {
    try {
      return delegate().commitAll(changes);
    } finally {
      changes.forEach(this::evict);
    }
  }

  private void evict(OrganizationChange change) {
    Set<PublicKey> created =
        change.keys().created().stream().map(key -> key.key().publicKey()).collect(toSet());
    cache.evict(change.organization().id(), created);
  }

  /**
   * Returns the extensions of the wrapped store, and evicts what they change. After most
   * replacements of verifiers the cache reads nothing again, since the old verifier accepts the
   * same secret. If a replacement adds or removes a verifier of a scheme, this node reads the key
   * again. Other nodes see the new verifier when the organization changes, or when they make the
   * replacement too.
   *
   * <p>Revoked tokens are cached, too: {@code maxStaleness} bounds how late this node sees that
   * another one has revoked a token. The revocation of a token makes no node read keys again.
   */
  @Override
  public StoreExtensions extensions() {
    StoreExtensions wrapped = super.extensions();
    StoreExtensions evictable = wrapped.withEvictable(this);
    StoreExtensions own = cache.revokedTokens().map(evictable::withRevokedTokens).orElse(evictable);
    return wrapped
        .verifiers()
        .map(store -> own.withVerifiers(replacement -> replace(store, replacement)))
        .orElse(own);
  }

  private boolean replace(VerifierStore store, VerifierReplacement replacement) {
    try {
      return store.replace(replacement);
    } finally {
      if (replacement.changesScheme()) {
        cache.evict(replacement.organization(), Set.of());
      }
    }
  }

  /**
   * Evicts the cached keys of the organization, and its revoked tokens, so that the next requests
   * read them again. Call this if the nodes of your application notify each other of changes
   * ({@link io.claviger.spi.ChangeListener}); then a change is seen earlier than {@code
   * maxStaleness}. A new key that was requested before it existed may still stay unknown for a
   * second. Returns at once.
   */
  @Override
  public void evict(OrganizationId organization) {
    Objects.requireNonNull(organization, "organization");
    try {
      // The wrapped store comes first: it may be a cache too, and this one reads it again.
      super.extensions().evictable().ifPresent(wrapped -> wrapped.evict(organization));
    } finally {
      cache.evict(organization, Set.of());
      cache.revokedTokens().ifPresent(tokens -> tokens.evict(organization));
    }
  }

  /** Returns the current numbers for monitoring. */
  public CacheMetrics metrics() {
    return cache.metrics();
  }

  /**
   * Ends the work and the idle threads in the background. From now on every lookup goes to the
   * wrapped store; loads in flight complete as usual. Does not close the wrapped store. May be
   * called more than once; never waits.
   */
  @Override
  public void close() {
    closed = true;
    cache.close();
  }

  /**
   * Collects options; not thread-safe. The defaults suit production with a pool of 10 connections.
   * A smaller pool needs fewer {@link #concurrentLoads}; {@link CachingApiKeyStore#check} compares
   * the numbers.
   */
  public static final class Builder {
    private final ApiKeyStore store;
    private Duration maxStaleness = Duration.ofSeconds(5);
    private Optional<Duration> staleIfError = Optional.empty();
    private Duration loadTimeout = Duration.ofSeconds(3);
    private boolean changeFeed = true;
    private Sizes sizes = Sizes.standard();
    private InstantSource clock = InstantSource.system();
    private Ticker ticker = Ticker.system();
    private ScheduledExecutorService background = DaemonThread.named("claviger-cache");
    private @Nullable Executor executor;

    private Builder(ApiKeyStore store) {
      Objects.requireNonNull(store, "store");
      if (store.joinsTransaction()) {
        throw InvalidValueException.hidden(
            ErrorCode.INVALID_VALUE,
            "store",
            "takes part in a transaction, which may be rolled back; cache the store outside of it");
      }
      this.store = store;
    }

    /**
     * Sets how late this node may see a change of another node: 5 seconds by default. On a Galera
     * cluster, choose more than {@code evs.suspect_timeout}. The store has to answer faster than
     * this, or lookups fail.
     *
     * @throws InvalidValueException if it is not from 10 milliseconds to an hour
     */
    public Builder maxStaleness(Duration newBound) {
      Objects.requireNonNull(newBound, "bound");
      this.maxStaleness = Options.checked("maxStaleness", newBound, Duration.ofHours(1));
      return this;
    }

    /**
     * Prefers availability while the store fails: cached keys are served until they are this old.
     * {@link CacheMetrics.LookupCounts#servedStale()} counts them. A revocation may then be seen
     * this late, unless this node knows of it. By default such keys are not served.
     *
     * @throws InvalidValueException if it is not from 10 milliseconds to a day
     */
    public Builder staleIfError(Duration newBound) {
      Objects.requireNonNull(newBound, "staleIfError");
      this.staleIfError =
          Optional.of(Options.checked("staleIfError", newBound, Duration.ofDays(1)));
      return this;
    }

    /**
     * Sets how long a request waits for the store: 3 seconds by default. A read that takes longer
     * is abandoned and replaced; its thread ends when the store answers or fails.
     *
     * @throws InvalidValueException if it is not from 10 milliseconds to a minute
     */
    public Builder loadTimeout(Duration newTimeout) {
      Objects.requireNonNull(newTimeout, "load timeout");
      this.loadTimeout = Options.checked("load timeout", newTimeout, Duration.ofMinutes(1));
      return this;
    }

    /**
     * Sets whether the cache asks the {@linkplain io.claviger.spi.store.ChangeFeed change feed} of
     * the store, if it has one: true by default. Otherwise it reads the versions of all
     * organizations in memory each time. The bound is the same.
     */
    public Builder changeFeed(boolean use) {
      this.changeFeed = use;
      return this;
    }

    /**
     * Sets how many keys are cached at most: 100,000 by default. If more are in use, the cache
     * keeps the most frequently used ones.
     *
     * @throws InvalidValueException if it is below 1
     */
    public Builder maxSize(int most) {
      this.sizes = new Sizes(most, sizes.unknownKeys(), sizes.concurrentLoads());
      return this;
    }

    /**
     * Sets how many nonexistent public keys are remembered at most: 10,000 by default.
     *
     * @throws InvalidValueException if it is below 1
     */
    public Builder unknownKeys(int most) {
      this.sizes = new Sizes(sizes.maxSize(), most, sizes.concurrentLoads());
      return this;
    }

    /**
     * Sets how many keys that are not cached are loaded at once: 3 by default. This limits the cost
     * of a flood of invalid credentials. Loads of valid keys that are not cached yet, such as after
     * a start, count towards the same limit. A request waits for its turn for half of its load
     * timeout at most, and then fails. Reads that hang do not count; each is abandoned after the
     * load timeout.
     *
     * <p>The connection pool needs three times as many connections, so invalid credentials take a
     * third of them at most. One is for changes, and the others are for cached keys that have to be
     * loaded again. {@link CachingApiKeyStore#check} compares the numbers.
     *
     * @throws InvalidValueException if it is below 1
     */
    public Builder concurrentLoads(int most) {
      this.sizes = new Sizes(sizes.maxSize(), sizes.unknownKeys(), most);
      return this;
    }

    /** Sets the wall clock; by default that of the system. */
    public Builder clock(InstantSource newClock) {
      this.clock = Objects.requireNonNull(newClock, "clock");
      return this;
    }

    /** Sets the monotonic clock; by default that of the system. */
    public Builder ticker(Ticker newTicker) {
      this.ticker = Objects.requireNonNull(newTicker, "ticker");
      return this;
    }

    /**
     * Sets the executor that confirms what is in memory. The default is a daemon thread, which ends
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
     * Sets the executor of the reads that requests wait for. The default has a daemon thread for
     * each read. It refuses reads while 64 hang by default, which is eight times as many as {@link
     * #concurrentLoads} lets be loaded at once. Such a request fails at once. Thread-locals of a
     * request do not reach the store, and its interrupt does not reach a driver. With {@code
     * Runnable::run} a request reads on its own thread. This costs least, but then a request waits
     * as long as the store takes.
     */
    public Builder executor(Executor newExecutor) {
      this.executor = Objects.requireNonNull(newExecutor, "executor");
      return this;
    }

    /**
     * Builds the cache.
     *
     * @throws InvalidValueException if the bound of {@link #staleIfError} is shorter than
     *     maxStaleness
     */
    public CachingApiKeyStore build() {
      return new CachingApiKeyStore(this);
    }

    Options options() {
      Executor reads = executor == null ? new ReadThreads(sizes.hangingReads()) : executor;
      Clocks clocks = new Clocks(ticker, clock);
      return new Options(
          maxStaleness, staleIfError, loadTimeout, changeFeed, sizes, clocks, background, reads);
    }
  }
}
