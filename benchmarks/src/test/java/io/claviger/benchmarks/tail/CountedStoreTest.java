package io.claviger.benchmarks.tail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.StoreException;
import io.claviger.spi.store.ApiKeyStore;
import io.claviger.spi.store.ChangeFeed;
import io.claviger.spi.store.ForwardingApiKeyStore;
import io.claviger.spi.store.StoreExtensions;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CountedStoreTest {
  private final Keys keys = Keys.of(2);
  private final CountedStore store = new CountedStore(new FedStore(keys.store()), true);

  @Test
  void eachCallCounts() {
    ChangeFeed feed = store.extensions().changeFeed().orElseThrow();

    assertTrue(store.findByPublicKey(keys.all().get(1)).isPresent());
    store.revisions(Set.of());
    feed.since(feed.now());
    feed.assignPositions();

    assertEquals(1, store.lookups());
    assertEquals(4, store.others());
  }

  @Test
  void aStoreThatIsAwayFails() {
    ChangeFeed feed = store.extensions().changeFeed().orElseThrow();
    store.away(true);

    assertThrows(StoreException.class, () -> store.findByPublicKey(keys.all().get(0)));
    assertThrows(StoreException.class, () -> store.revisions(Set.of()));
    assertThrows(StoreException.class, feed::now);
  }

  @Test
  void theChangeFeedCanBeLeftOut() {
    ApiKeyStore without = new CountedStore(new FedStore(keys.store()), false);

    assertEquals(Optional.empty(), without.extensions().changeFeed());
  }

  /** A store whose change feed reports nothing. */
  private static final class FedStore extends ForwardingApiKeyStore {
    FedStore(ApiKeyStore delegate) {
      super(delegate);
    }

    @Override
    public StoreExtensions extensions() {
      return super.extensions()
          .withChangeFeed(
              new ChangeFeed() {
                @Override
                public Position now() {
                  return new Position() {};
                }

                @Override
                public Optional<Changes> since(Position position) {
                  return Optional.of(new Changes(position, Map.of(), 0));
                }
              });
    }
  }
}
