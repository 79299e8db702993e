package io.claviger.benchmarks.tail;

import io.claviger.model.OrganizationId;
import io.claviger.model.PublicKey;
import io.claviger.model.StoreException;
import io.claviger.spi.store.ApiKeyStore;
import io.claviger.spi.store.ChangeFeed;
import io.claviger.spi.store.ChangeStore;
import io.claviger.spi.store.ForwardingApiKeyStore;
import io.claviger.spi.store.KeyLookup;
import io.claviger.spi.store.OrganizationVersion;
import io.claviger.spi.store.StoreExtensions;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

/** Counts the calls that caches make, and fails while the database is away. */
final class CountedStore extends ForwardingApiKeyStore {
  private final boolean withFeed;
  private final LongAdder lookups = new LongAdder();
  private final LongAdder others = new LongAdder();
  private volatile boolean away;

  /**
   * Wraps this store.
   *
   * @param withFeed whether caches see its change feed, if it has one
   */
  CountedStore(ApiKeyStore delegate, boolean withFeed) {
    super(delegate);
    this.withFeed = withFeed;
  }

  /** Returns how many keys were looked up. */
  long lookups() {
    return lookups.sum();
  }

  /** Returns how many other calls there were. */
  long others() {
    return others.sum();
  }

  /** Counts from zero again. */
  void reset() {
    lookups.reset();
    others.reset();
  }

  /** Lets each call fail from now on, or succeed again. */
  void away(boolean newAway) {
    away = newAway;
  }

  private void count(LongAdder calls) {
    calls.increment();
    if (away) {
      throw new StoreException(StoreException.Kind.UNREACHABLE, "the database is away", null);
    }
  }

  @Override
  public Optional<KeyLookup> findByPublicKey(PublicKey publicKey) {
    count(lookups);
    return super.findByPublicKey(publicKey);
  }

  @Override
  protected Map<OrganizationId, OrganizationVersion> revisions(
      ChangeStore from, Set<OrganizationId> ids) {
    count(others);
    return super.revisions(from, ids);
  }

  @Override
  protected boolean hasDirectLookups() {
    return withFeed;
  }

  @Override
  public StoreExtensions extensions() {
    StoreExtensions all = super.extensions();
    return all.changeFeed().map(feed -> all.withChangeFeed(counted(feed))).orElse(all);
  }

  private ChangeFeed counted(ChangeFeed feed) {
    return new ChangeFeed() {
      @Override
      public Position now() {
        count(others);
        return feed.now();
      }

      @Override
      public Optional<Changes> since(Position position) {
        count(others);
        return feed.since(position);
      }

      @Override
      public int assignPositions() {
        count(others);
        return feed.assignPositions();
      }
    };
  }
}
