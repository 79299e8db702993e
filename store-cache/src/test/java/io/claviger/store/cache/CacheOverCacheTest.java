package io.claviger.store.cache;

import static io.claviger.store.cache.CacheFixture.MAX_STALENESS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * A cache behind a cache answers lookups from memory. If it passed the change feed on, the cache in
 * front would hear of a change, load the old key once more, and never hear of the change again.
 */
class CacheOverCacheTest {
  private final CacheFixture fixture = new CacheFixture();
  private final CachingApiKeyStore inner = fixture.builder(fixture.memory).build();
  private final CachingApiKeyStore outer = fixture.builder(inner).build();

  @Test
  void aCacheHasNoChangeFeed() {
    assertTrue(fixture.memory.extensions().changeFeed().isPresent());

    assertEquals(Optional.empty(), inner.extensions().changeFeed());
    assertEquals(Optional.empty(), outer.extensions().changeFeed());
  }

  @Test
  void aRevocationElsewhereIsSeenThroughBoth() {
    Tenant tenant = fixture.tenant(1);
    assertTrue(outer.findByPublicKey(tenant.key()).isPresent());
    tenant.revoke(fixture.memory, 0);

    for (int period = 0; period < 6; period++) {
      fixture.pass(MAX_STALENESS.dividedBy(3));
      fixture.background.run();
      outer.findByPublicKey(tenant.key());
    }
    fixture.pass(MAX_STALENESS.dividedBy(3));

    assertEquals(Optional.empty(), outer.findByPublicKey(tenant.key()));
  }
}
