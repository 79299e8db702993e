package io.claviger.store.cache;

import static io.claviger.store.cache.CacheFixture.MAX_STALENESS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.PublicKey;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The cache has a limit, and evicted keys are found again. */
class MemoryTest {
  private static final Duration SECOND_BOUND = Duration.ofMinutes(1);

  private final CacheFixture fixture = new CacheFixture();
  private final Organizations organizations =
      new Organizations(
          new InFlightLoads<>(clocks(), Runnable::run, Duration.ofSeconds(3)), Optional.empty());

  private final Set<Freshness> ofKeys = new HashSet<>();

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
  void organizationsThatNobodyUsesAreForgotten() {
    Refresher refresher = refresher(Optional.empty(), 2);
    List<Freshness> fresh = loaded(3);

    fixture.pass(MAX_STALENESS.plusNanos(1));
    refresh(refresher, fresh.get(0));

    assertEquals(1, organizations.size());
    assertEquals(List.of(false, true, true), fresh.stream().map(Freshness::isEvicted).toList());
  }

  @Test
  void organizationsAreForgottenWhereNoRefreshRunsToo() {
    CachingApiKeyStore cache = fixture.builder().maxSize(10).build();
    find(cache, fixture.tenant(1).key());
    fixture.pass(MAX_STALENESS.plusNanos(1));
    tenants(19).forEach(tenant -> find(cache, tenant.key()));
    assertEquals(MAX_STALENESS.plusNanos(1), cache.metrics().age());

    tenants(3).forEach(tenant -> find(cache, tenant.key()));

    assertEquals(Duration.ZERO, cache.metrics().age());
  }

  @Test
  void organizationsAreNotForgottenWhileThereAreFew() {
    Refresher refresher = refresher(Optional.empty(), 3);
    List<Freshness> fresh = loaded(3);

    fixture.pass(MAX_STALENESS.plusNanos(1));
    refresh(refresher, fresh.get(0));

    assertEquals(3, organizations.size());
  }

  @Test
  void organizationsAreNotForgottenWhileTheyMayBeAnswered() {
    Refresher refresher = refresher(Optional.of(SECOND_BOUND), 2);
    List<Freshness> fresh = loaded(3);

    fixture.pass(SECOND_BOUND);
    refresh(refresher, fresh.get(0));
    assertEquals(3, organizations.size());

    fixture.pass(Duration.ofNanos(1));
    refresh(refresher, fresh.get(0));
    assertEquals(1, organizations.size());
  }

  /** This holds however long unconfirmed keys may be served. */
  @Test
  void organizationsOfNoKeyAreForgottenSooner() {
    Refresher refresher = refresher(Optional.of(SECOND_BOUND), 2);
    List<Freshness> fresh = loaded(3);
    ofKeys.remove(fresh.get(1));

    refresh(refresher, fresh.get(0));

    assertEquals(List.of(false, true, false), fresh.stream().map(Freshness::isEvicted).toList());
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

  private Refresher refresher(Optional<Duration> staleIfError, int keys) {
    Options options =
        new Options(
            Duration.ofSeconds(5),
            staleIfError,
            Duration.ofSeconds(3),
            new Sizes(keys, 1, 1),
            clocks(),
            fixture.background,
            Runnable::run);
    return new Refresher(fixture.store, options, organizations, () -> ofKeys, new Counters());
  }

  private void refresh(Refresher refresher, Freshness used) {
    refresher.use(used);
    fixture.background.run();
  }

  private List<Freshness> loaded(int number) {
    return tenants(number).stream().map(this::loaded).toList();
  }

  private Freshness loaded(Tenant tenant) {
    var found = fixture.truth(tenant.key()).orElseThrow();
    Freshness fresh = organizations.complete(new InFlightLoad<>(clocks().now()), found);
    assertNotNull(fresh);
    ofKeys.add(fresh);
    return fresh;
  }

  private Clocks clocks() {
    return new Clocks(fixture.ticker, fixture.wall);
  }
}
