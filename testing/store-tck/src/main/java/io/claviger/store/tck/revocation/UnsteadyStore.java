package io.claviger.store.tck.revocation;

import io.claviger.model.ApiKeyId;
import io.claviger.model.OrganizationId;
import io.claviger.model.PublicKey;
import io.claviger.model.RevokedToken;
import io.claviger.model.StoreException;
import io.claviger.spi.Ticker;
import io.claviger.spi.store.ApiKeyStore;
import io.claviger.spi.store.ChangeFeed;
import io.claviger.spi.store.ChangeStore;
import io.claviger.spi.store.ForwardingApiKeyStore;
import io.claviger.spi.store.KeyLookup;
import io.claviger.spi.store.NamedValue;
import io.claviger.spi.store.OrganizationChange;
import io.claviger.spi.store.OrganizationSnapshot;
import io.claviger.spi.store.OrganizationVersion;
import io.claviger.spi.store.RevokedTokens;
import io.claviger.spi.store.StoreExtensions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** The store of a node, whose connection to the database a test disturbs. Thread-safe. */
final class UnsteadyStore extends ForwardingApiKeyStore {
  /** The state of the connection. */
  enum Connection {
    /** Calls arrive at once. */
    STEADY,
    /** Calls fail. */
    CUT,
    /** Calls arrive late. */
    SLOW,
    /** Answers arrive late. */
    LATE
  }

  private final Ticker ticker;
  private final Runnable timePasses;
  private final long longest;
  private volatile Connection connection = Connection.STEADY;

  /**
   * Wraps this store.
   *
   * @param timePasses moves the time during a delay
   * @param longest the longest delay
   */
  UnsteadyStore(ApiKeyStore store, Ticker ticker, Runnable timePasses, Duration longest) {
    super(store);
    this.ticker = ticker;
    this.timePasses = timePasses;
    this.longest = longest.toNanos();
  }

  void set(Connection newConnection) {
    this.connection = newConnection;
  }

  @Override
  public Optional<KeyLookup> findByPublicKey(PublicKey publicKey) {
    return call(() -> super.findByPublicKey(publicKey));
  }

  @Override
  protected Optional<OrganizationSnapshot> read(
      ChangeStore from, OrganizationId organization, Set<ApiKeyId> keys) {
    return call(() -> super.read(from, organization, keys));
  }

  @Override
  protected Map<OrganizationId, OrganizationVersion> revisions(
      ChangeStore from, Set<OrganizationId> ids) {
    return call(() -> super.revisions(from, ids));
  }

  @Override
  protected boolean commit(ChangeStore to, OrganizationChange change) {
    return call(() -> super.commit(to, change));
  }

  @Override
  public String storeIfAbsent(NamedValue value) {
    return call(() -> super.storeIfAbsent(value));
  }

  @Override
  public StoreExtensions extensions() {
    StoreExtensions real = super.extensions();
    StoreExtensions withTokens =
        real.revokedTokens()
            .map(tokens -> real.withRevokedTokens(new UnsteadyTokens(tokens)))
            .orElse(real);
    return real.changeFeed()
        .map(feed -> withTokens.withChangeFeed(new UnsteadyFeed(feed)))
        .orElse(withTokens);
  }

  @Override
  protected boolean hasDirectLookups() {
    return true;
  }

  /** Disturbs the calls of the change feed, too. */
  private final class UnsteadyFeed implements ChangeFeed {
    private final ChangeFeed real;

    UnsteadyFeed(ChangeFeed real) {
      this.real = real;
    }

    @Override
    public Position now() {
      return call(real::now);
    }

    @Override
    public Optional<Changes> since(Position position) {
      return call(() -> real.since(position));
    }

    @Override
    public int assignPositions() {
      return call(real::assignPositions);
    }
  }

  /** Disturbs the calls for revoked tokens, too. */
  private final class UnsteadyTokens implements RevokedTokens {
    private final RevokedTokens real;

    UnsteadyTokens(RevokedTokens real) {
      this.real = real;
    }

    @Override
    public boolean revoke(RevokedToken token, Bounds bounds) {
      return call(() -> real.revoke(token, bounds));
    }

    @Override
    public Live live(OrganizationId organization, Instant now) {
      return call(() -> real.live(organization, now));
    }

    @Override
    public List<RevokedToken> ofKey(OrganizationId organization, ApiKeyId key) {
      return call(() -> real.ofKey(organization, key));
    }

    @Override
    public int sweep(Instant before, int max) {
      return call(() -> real.sweep(before, max));
    }
  }

  private <T> T call(Supplier<T> call) {
    Connection now = connection;
    if (now == Connection.CUT) {
      throw new StoreException(StoreException.Kind.UNREACHABLE, "cut off by a test", null);
    }
    if (now == Connection.SLOW) {
      delay();
    }
    T answer = call.get();
    if (now == Connection.LATE) {
      delay();
    }
    return answer;
  }

  private void delay() {
    long until = ticker.nanos() + new SplittableRandom().nextLong(longest);
    while (ticker.nanos() < until) {
      timePasses.run();
    }
  }
}
