package io.claviger.store.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.model.PublicKey;
import io.claviger.spi.store.ApiKeyStore;
import io.claviger.spi.store.KeyLookup;
import io.claviger.store.memory.InMemoryApiKeyStore;
import io.claviger.store.tck.Samples;
import io.claviger.test.FaultyApiKeyStore;
import io.claviger.test.FaultyApiKeyStore.Call;
import io.claviger.test.SettableClock;
import io.claviger.test.SettableTicker;
import java.time.Duration;
import java.util.Optional;

/**
 * A store in memory that fails and delays answers on command, and clocks that a test moves. A
 * change of {@link #memory} is a change of another node.
 */
final class CacheFixture {
  static final Duration MAX_STALENESS = Duration.ofSeconds(5);

  final Samples samples = new Samples();
  final SettableClock wall = new SettableClock(samples.instant());
  final SettableTicker ticker = new SettableTicker();
  final ManualBackground background = new ManualBackground();
  final InMemoryApiKeyStore memory = new InMemoryApiKeyStore();
  final LingeringStore lingering = new LingeringStore(memory);
  final FaultyApiKeyStore store = new FaultyApiKeyStore(lingering);

  /** Creates a builder with the clocks of the fixture, whose requests read on their own thread. */
  CachingApiKeyStore.Builder builder() {
    return builder(store);
  }

  /** Creates a builder for another store. */
  CachingApiKeyStore.Builder builder(ApiKeyStore other) {
    return CachingApiKeyStore.builder(other)
        .clock(wall)
        .ticker(ticker)
        .background(background)
        .executor(Runnable::run);
  }

  /** Creates an organization on another node. */
  Tenant tenant(int keys) {
    return Tenant.in(memory, samples, keys);
  }

  /** Moves the time of both clocks. */
  void pass(Duration time) {
    ticker.advance(time);
    wall.advance(time);
  }

  /** Returns the stored key. */
  Optional<KeyLookup> truth(PublicKey key) {
    return memory.findByPublicKey(key);
  }

  /** Checks how many lookups and reads of revisions have reached the store. */
  void assertAsked(int lookups, int revisions) {
    assertEquals(lookups, store.calls(Call.FIND_BY_PUBLIC_KEY), "lookups");
    assertEquals(revisions, store.calls(Call.REVISIONS), "reads of revisions");
  }
}
