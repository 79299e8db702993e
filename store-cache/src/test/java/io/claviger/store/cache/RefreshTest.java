package io.claviger.store.cache;

import static io.claviger.store.cache.CacheFixture.MAX_STALENESS;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.model.OrganizationId;
import io.claviger.spi.store.ChangeStore;
import io.claviger.spi.store.ForwardingApiKeyStore;
import io.claviger.spi.store.OrganizationVersion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is in memory is confirmed in the background, so that requests read nothing. */
class RefreshTest {
  private static final Duration INTERVAL = MAX_STALENESS.dividedBy(3);

  private final CacheFixture fixture = new CacheFixture();
  private final CachingApiKeyStore cache = fixture.builder().build();

  private List<Tenant> tenants(int number) {
    return IntStream.range(0, number).mapToObj(i -> fixture.tenant(1)).toList();
  }

  private static void use(CachingApiKeyStore cache, List<Tenant> tenants) {
    tenants.forEach(tenant -> cache.findByPublicKey(tenant.key()));
  }

  @Test
  void whatIsInUseIsNeverAskedForByARequest() {
    Tenant tenant = fixture.tenant(1);
    for (int round = 0; round < 30; round++) {
      cache.findByPublicKey(tenant.key());
      fixture.pass(INTERVAL);
      fixture.background.run();
    }

    fixture.assertAsked(1, 30);
    assertEquals(30, cache.metrics().counts().confirmations());
    assertEquals(29, cache.metrics().counts().hits());
  }

  @Test
  void aChangeElsewhereIsSeenAfterTheNextRefresh() {
    Tenant tenant = fixture.tenant(1);
    cache.findByPublicKey(tenant.key());
    tenant.revoke(fixture.memory, 0);

    fixture.background.run();

    assertEquals(Optional.empty(), cache.findByPublicKey(tenant.key()));
  }

  @Test
  void anOrganizationThatIsGoneIsEvicted() {
    Tenant tenant = fixture.tenant(1);
    cache.findByPublicKey(tenant.key());
    tenant.end(fixture.memory);

    fixture.background.run();

    assertEquals(Optional.empty(), cache.findByPublicKey(tenant.key()));
  }

  @Test
  void oneRefreshIsArrangedForAll() {
    assertEquals(0, fixture.background.waiting());

    use(cache, tenants(20));

    assertEquals(List.of(Duration.ZERO), fixture.background.delays());
    fixture.background.run();
    fixture.assertAsked(20, 1);
  }

  @Test
  void itRestsWhileNothingIsInUse() {
    Tenant tenant = fixture.tenant(1);
    cache.findByPublicKey(tenant.key());
    fixture.background.run();
    assertEquals(0, fixture.background.waiting());

    cache.findByPublicKey(tenant.key());
    cache.findByPublicKey(tenant.key());
    assertEquals(1, fixture.background.waiting());
    fixture.background.run();
    assertEquals(0, fixture.background.waiting());
    fixture.assertAsked(1, 2);
  }

  @Test
  void theNextOneIsAnIntervalLater() {
    Tenant tenant = fixture.tenant(1);
    cache.findByPublicKey(tenant.key());
    fixture.lingering.afterRevisions(() -> cache.findByPublicKey(tenant.key()));
    fixture.background.run();
    fixture.background.run();
    fixture.pass(Duration.ofMillis(600));

    cache.findByPublicKey(tenant.key());

    assertEquals(
        List.of(Duration.ZERO, INTERVAL, INTERVAL.minusMillis(600)), fixture.background.delays());
  }

  /** So whoever calls rarely waits for the store no more often than others. */
  @Test
  void whatIsUsedRarelyIsAskedForToo() {
    Asked store = new Asked(fixture);
    CachingApiKeyStore over = fixture.builder(store).build();
    List<Tenant> tenants = tenants(3);
    use(over, tenants);
    fixture.background.run();

    use(over, tenants.subList(1, 2));
    fixture.background.run();

    assertEquals(
        Set.of(tenants.get(0).id(), tenants.get(1).id(), tenants.get(2).id()), store.last());
  }

  @Test
  void whatWasEvictedIsNotAskedFor() {
    Asked store = new Asked(fixture);
    CachingApiKeyStore over = fixture.builder(store).build();
    List<Tenant> tenants = tenants(2);
    use(over, tenants);
    over.evict(tenants.get(0).id());

    fixture.background.run();

    assertEquals(Set.of(tenants.get(1).id()), store.last());
  }

  @Test
  void whereAllWasEvictedNothingIsAsked() {
    Tenant tenant = fixture.tenant(1);
    cache.findByPublicKey(tenant.key());
    cache.evict(tenant.id());

    fixture.background.run();

    fixture.assertAsked(1, 0);
  }

  @Test
  void manyAreAskedForInChunks() {
    Asked store = new Asked(fixture);
    CachingApiKeyStore over = fixture.builder(store).build();
    use(over, tenants(1201));

    fixture.background.run();

    assertEquals(List.of(500, 500, 201), store.asked.stream().map(Set::size).toList());
  }

  @Test
  void eachChunkIsAsOldAsItsOwnReading() {
    Asked store = new Asked(fixture);
    CachingApiKeyStore over = fixture.builder(store).build();
    List<Tenant> tenants = tenants(1001);
    use(over, tenants);
    for (int chunk = 0; chunk < 3; chunk++) {
      fixture.lingering.afterRevisions(() -> fixture.pass(Duration.ofMillis(500)));
    }
    fixture.background.run();
    List<Tenant> one =
        store.asked.stream()
            .map(chunk -> tenants.stream().filter(each -> chunk.contains(each.id())).findFirst())
            .map(Optional::orElseThrow)
            .toList();
    fixture.pass(MAX_STALENESS.minusMillis(1500));
    use(over, tenants);
    fixture.assertAsked(1001, 3);

    fixture.pass(Duration.ofNanos(1));
    use(over, one);
    fixture.assertAsked(1002, 3);
    fixture.pass(Duration.ofMillis(500));
    use(over, one);
    fixture.assertAsked(1003, 3);
  }

  /**
   * A database with many organizations is asked a little at a time, and what is used comes first.
   */
  @Test
  void aRoundAsksForTenThousandAtMostAndTheNextOneGoesOn() {
    Asked store = new Asked(fixture);
    CachingApiKeyStore over = fixture.builder(store).build();
    List<Tenant> tenants = tenants(10_001);
    use(over, tenants);
    fixture.pass(Duration.ofSeconds(4));
    fixture.background.run();
    assertEquals(20, store.asked.size());

    store.asked.clear();
    use(over, tenants.subList(0, 1));
    fixture.pass(Duration.ofSeconds(4));
    use(over, tenants.subList(0, 1));
    fixture.background.run();

    assertEquals(1, store.asked.size());
    Set<OrganizationId> last = store.last();
    assertEquals(2, last.size());
  }

  /** The organizations of each read. */
  private static final class Asked extends ForwardingApiKeyStore {
    private final List<Set<OrganizationId>> asked = new ArrayList<>();

    Asked(CacheFixture fixture) {
      super(fixture.store);
    }

    @Override
    protected Map<OrganizationId, OrganizationVersion> revisions(
        ChangeStore from, Set<OrganizationId> ids) {
      asked.add(Set.copyOf(ids));
      return super.revisions(from, ids);
    }

    Set<OrganizationId> last() {
      return asked.get(asked.size() - 1);
    }
  }
}
