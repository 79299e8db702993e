package io.claviger.store.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.PublicKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The cache has a limit, and evicted keys are found again. */
class MemoryTest {
  private final CacheFixture fixture = new CacheFixture();

  private List<Tenant> tenants(int number) {
    return IntStream.range(0, number).mapToObj(i -> fixture.tenant(1)).toList();
  }

  @Test
  void noMoreKeysAreHeldThanSaid() {
    CachingApiKeyStore cache = fixture.builder().maxSize(10).build();
    List<Tenant> tenants = tenants(1000);

    for (int round = 0; round < 2; round++) {
      tenants.forEach(
          tenant -> assertEquals(fixture.truth(tenant.key()), cache.findByPublicKey(tenant.key())));
    }

    // Another thread evicts them soon.
    assertTimeoutPreemptively(
        Duration.ofSeconds(30),
        () -> {
          while (cache.metrics().keys() > 10) {
            Thread.onSpinWait();
          }
        });
  }

  /** Not every use counts for this. */
  @Test
  void whoIsUsedAgainAndAgainStays() {
    CachingApiKeyStore cache = fixture.builder().maxSize(50).build();
    Tenant regulars = fixture.tenant(20);
    List<Tenant> others = tenants(200);
    long loads = 0;
    for (int round = 0; round < 40; round++) {
      fixture.pass(Duration.ofSeconds(5));
      long before = cache.metrics().counts().loads();
      IntStream.range(0, 3 * 20).forEach(i -> find(cache, regulars.key(i % 20)));
      loads += cache.metrics().counts().loads() - before;
      for (int i = 0; i < 50; i++) {
        find(cache, others.get((50 * round + i) % 200).key());
      }
    }
    long loaded = loads;
    assertTrue(loaded <= 120, () -> loaded + " of 2,400 lookups were loaded");
  }

  private static void find(CachingApiKeyStore cache, PublicKey key) {
    assertTrue(cache.findByPublicKey(key).isPresent());
  }

  @Test
  void anOrganizationGoesWithItsLastKey() {
    InFlightLoads<PublicKey, Answer> lookups =
        new InFlightLoads<>(clocks(), Runnable::run, Duration.ofSeconds(3));
    Organizations organizations = new Organizations(lookups, Optional.empty());
    Freshness held = loaded(organizations, fixture.tenant(1));
    IntStream.range(0, 10).forEach(i -> loaded(organizations, fixture.tenant(1)));

    assertTimeoutPreemptively(
        Duration.ofSeconds(30),
        () -> {
          while (organizations.ids().size() > 1) {
            System.gc();
          }
        });
    assertEquals(Set.of(held.id()), organizations.ids());
  }

  @Test
  void thoseOfKeysThatAreHeldStay() {
    CachingApiKeyStore cache = fixture.builder().maxSize(10).build();
    List<Tenant> tenants = tenants(11);
    tenants.forEach(tenant -> find(cache, tenant.key()));
    long before = cache.metrics().counts().hits();

    fixture.background.run();

    tenants.forEach(tenant -> find(cache, tenant.key()));
    assertTrue(cache.metrics().counts().hits() - before >= 5);
  }

  private Freshness loaded(Organizations organizations, Tenant tenant) {
    var found = fixture.truth(tenant.key()).orElseThrow();
    Freshness fresh = organizations.complete(new InFlightLoad<>(clocks().now()), found);
    assertNotNull(fresh);
    return fresh;
  }

  private Clocks clocks() {
    return new Clocks(fixture.ticker, fixture.wall);
  }
}
