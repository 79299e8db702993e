package io.claviger.store.tck.revocation;

import io.claviger.model.ApiKeyId;
import io.claviger.model.OrganizationId;
import io.claviger.model.PublicKey;
import io.claviger.model.Revision;
import io.claviger.model.StoreException;
import io.claviger.spi.ApiKeyStore;
import io.claviger.spi.ForwardingApiKeyStore;
import io.claviger.spi.KeyLookup;
import io.claviger.spi.NamedValue;
import io.claviger.spi.OrganizationChange;
import io.claviger.spi.OrganizationSnapshot;
import io.claviger.spi.Ticker;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** The way of a node to the database, which a test makes worse. Thread-safe. */
final class UnsteadyStore extends ForwardingApiKeyStore {
  /** How it is. */
  enum Way {
    /** As good as the database. */
    STEADY,
    /** Nothing arrives there. */
    CUT,
    /** What is asked arrives late. */
    SLOW,
    /** What is answered arrives late. */
    LATE
  }

  private final Ticker ticker;
  private final Runnable timePasses;
  private final long longest;
  private volatile Way way = Way.STEADY;

  /**
   * To that store.
   *
   * @param timePasses called while something is on its way
   * @param longest that anything is
   */
  UnsteadyStore(ApiKeyStore store, Ticker ticker, Runnable timePasses, Duration longest) {
    super(store);
    this.ticker = ticker;
    this.timePasses = timePasses;
    this.longest = longest.toNanos();
  }

  void become(Way newWay) {
    this.way = newWay;
  }

  @Override
  public Optional<KeyLookup> findByPublicKey(PublicKey publicKey) {
    return go(() -> super.findByPublicKey(publicKey));
  }

  @Override
  public Optional<OrganizationSnapshot> read(OrganizationId organization, Set<ApiKeyId> keys) {
    return go(() -> super.read(organization, keys));
  }

  @Override
  public Map<OrganizationId, Revision> revisions(Set<OrganizationId> ids) {
    return go(() -> super.revisions(ids));
  }

  @Override
  public boolean commit(OrganizationChange change) {
    return go(() -> super.commit(change));
  }

  @Override
  public String remember(NamedValue value) {
    return go(() -> super.remember(value));
  }

  private <T> T go(Supplier<T> call) {
    Way now = way;
    if (now == Way.CUT) {
      throw new StoreException(StoreException.Kind.UNREACHABLE, "cut off by a test", null);
    }
    if (now == Way.SLOW) {
      delay();
    }
    T answer = call.get();
    if (now == Way.LATE) {
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
