package io.claviger.store.jdbc;

import io.claviger.model.OrganizationId;
import io.claviger.spi.store.ApiKeyStore;
import io.claviger.spi.store.ChangeFeed;
import io.claviger.spi.store.ForwardingApiKeyStore;
import io.claviger.spi.store.OrganizationVersion;
import io.claviger.spi.store.StoreExtensions;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** A store that counts the answers of its change feed, and hides some versions from them. */
final class SoakFeed extends ForwardingApiKeyStore {
  private final int hidden;
  private final AtomicLong answers = new AtomicLong();

  /**
   * Wraps this store.
   *
   * @param hidden one version of so many is never reported; 0 for none
   */
  SoakFeed(ApiKeyStore store, int hidden) {
    super(store);
    this.hidden = hidden;
  }

  /** Returns how many polls were answered, and not with "cannot tell". */
  long answers() {
    return answers.get();
  }

  @Override
  public StoreExtensions extensions() {
    StoreExtensions wrapped = super.extensions();
    return wrapped.withChangeFeed(new Counted(wrapped.changeFeed().orElseThrow()));
  }

  @Override
  protected boolean hasDirectLookups() {
    return true;
  }

  private final class Counted implements ChangeFeed {
    private final ChangeFeed feed;

    Counted(ChangeFeed feed) {
      this.feed = feed;
    }

    @Override
    public Position now() {
      return feed.now();
    }

    @Override
    public Optional<Changes> since(Position position) {
      Optional<Changes> answer = feed.since(position);
      answer.ifPresent(changes -> answers.incrementAndGet());
      return answer.map(this::hide);
    }

    /** A version is hidden from each answer: one without a position is in many of them. */
    private Changes hide(Changes all) {
      Map<OrganizationId, Optional<OrganizationVersion>> shown = new HashMap<>(all.versions());
      shown.entrySet().removeIf(each -> hidden > 0 && each.hashCode() % hidden == 0);
      return new Changes(all.next(), shown, all.pending());
    }

    @Override
    public int assignPositions() {
      return feed.assignPositions();
    }
  }
}
