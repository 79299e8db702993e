package io.claviger.store.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.model.PublicKey;
import io.claviger.spi.ApiKeyStore;
import io.claviger.spi.KeyLookup;
import io.claviger.store.memory.InMemoryApiKeyStore;
import io.claviger.store.tck.FaultyApiKeyStore;
import io.claviger.store.tck.FaultyApiKeyStore.Call;
import io.claviger.store.tck.Samples;
import io.claviger.store.tck.SettableClock;
import io.claviger.store.tck.SettableTicker;
import java.time.Duration;
import java.util.Optional;

/**
 * A store in memory that fails and lingers on command, and time that passes on command: what a
 * cache is put round. What is done to {@link #memory} is what another node does.
 */
final class Scene {
  static final Duration MAX_STALENESS = Duration.ofSeconds(5);

  final Samples samples = new Samples();
  final SettableClock wall = new SettableClock(samples.instant());
  final SettableTicker ticker = new SettableTicker();
  final ManualBackground background = new ManualBackground();
  final InMemoryApiKeyStore memory = new InMemoryApiKeyStore();
  final LingeringStore lingering = new LingeringStore(memory);
  final FaultyApiKeyStore store = new FaultyApiKeyStore(lingering);

  /** With every option at its default but for time, which is the scene's. */
  CachingApiKeyStore.Builder builder() {
    return builder(store);
  }

  /** The same round another store. */
  CachingApiKeyStore.Builder builder(ApiKeyStore other) {
    return CachingApiKeyStore.builder(other).clock(wall).ticker(ticker).background(background);
  }

  /** A new organization that another node made. */
  Tenant tenant(int keys) {
    return Tenant.in(memory, samples, keys);
  }

  /** Time passes, on both clocks. */
  void pass(Duration time) {
    ticker.advance(time);
    wall.advance(time);
  }

  /** What is stored now. */
  Optional<KeyLookup> truth(PublicKey key) {
    return memory.findByPublicKey(key);
  }

  /** So many look-ups and readings of revisions reached the store until now. */
  void assertAsked(int lookups, int revisions) {
    assertEquals(lookups, store.calls(Call.FIND_BY_PUBLIC_KEY), "look-ups");
    assertEquals(revisions, store.calls(Call.REVISIONS), "readings of revisions");
  }
}
