package io.claviger.store.cache;

import static io.claviger.store.cache.Scene.MAX_STALENESS;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.model.OrganizationId;
import io.claviger.model.Revision;
import io.claviger.spi.ForwardingApiKeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Organizations in use are confirmed in the background, so that requests ask for nothing. */
class RefreshTest {
  private static final Duration INTERVAL = MAX_STALENESS.dividedBy(3);

  private final Scene scene = new Scene();
  private final CachingApiKeyStore cache = scene.builder().build();

  private List<Tenant> tenants(int number) {
    return IntStream.range(0, number).mapToObj(i -> scene.tenant(1)).toList();
  }

  private static void use(CachingApiKeyStore cache, List<Tenant> tenants) {
    tenants.forEach(tenant -> cache.findByPublicKey(tenant.key()));
  }

  @Test
  void whatIsInUseIsNeverAskedForByARequest() {
    Tenant tenant = scene.tenant(1);
    for (int round = 0; round < 30; round++) {
      cache.findByPublicKey(tenant.key());
      scene.pass(INTERVAL);
      scene.background.run();
    }

    scene.assertAsked(1, 30);
    assertEquals(30, cache.metrics().counts().confirmations());
    assertEquals(29, cache.metrics().counts().hits());
  }

  @Test
  void aChangeElsewhereIsSeenAfterTheNextRefresh() {
    Tenant tenant = scene.tenant(1);
    cache.findByPublicKey(tenant.key());
    tenant.revoke(scene.memory, 0);

    scene.background.run();

    assertEquals(Optional.empty(), cache.findByPublicKey(tenant.key()));
  }

  @Test
  void anOrganizationThatIsGoneIsDropped() {
    Tenant tenant = scene.tenant(1);
    cache.findByPublicKey(tenant.key());
    tenant.end(scene.memory);

    scene.background.run();

    assertEquals(Optional.empty(), cache.findByPublicKey(tenant.key()));
  }

  @Test
  void oneRefreshIsArrangedForAll() {
    assertEquals(0, scene.background.waiting());

    use(cache, tenants(20));

    assertEquals(List.of(INTERVAL), scene.background.delays());
    scene.background.run();
    scene.assertAsked(20, 1);
  }

  @Test
  void itRestsWhileNothingIsInUse() {
    Tenant tenant = scene.tenant(1);
    cache.findByPublicKey(tenant.key());
    scene.background.run();
    assertEquals(0, scene.background.waiting());

    cache.findByPublicKey(tenant.key());
    cache.findByPublicKey(tenant.key());
    assertEquals(1, scene.background.waiting());
    scene.background.run();
    assertEquals(0, scene.background.waiting());
    scene.assertAsked(1, 2);
  }

  @Test
  void onlyWhatIsInUseIsAskedFor() {
    Asked store = new Asked(scene);
    CachingApiKeyStore over = scene.builder(store).build();
    List<Tenant> tenants = tenants(3);
    use(over, tenants);
    scene.background.run();
    assertEquals(
        Set.of(tenants.get(0).id(), tenants.get(1).id(), tenants.get(2).id()), store.last());

    use(over, tenants.subList(1, 2));
    scene.background.run();
    assertEquals(Set.of(tenants.get(1).id()), store.last());
  }

  @Test
  void whatWasDroppedIsNotAskedFor() {
    Asked store = new Asked(scene);
    CachingApiKeyStore over = scene.builder(store).build();
    List<Tenant> tenants = tenants(2);
    use(over, tenants);
    over.drop(tenants.get(0).id());

    scene.background.run();

    assertEquals(Set.of(tenants.get(1).id()), store.last());
  }

  @Test
  void whereAllWasDroppedNothingIsAsked() {
    Tenant tenant = scene.tenant(1);
    cache.findByPublicKey(tenant.key());
    cache.drop(tenant.id());

    scene.background.run();

    scene.assertAsked(1, 0);
  }

  @Test
  void manyAreAskedForInChunks() {
    Asked store = new Asked(scene);
    CachingApiKeyStore over = scene.builder(store).build();
    use(over, tenants(1201));

    scene.background.run();

    assertEquals(List.of(500, 500, 201), store.asked.stream().map(Set::size).toList());
  }

  @Test
  void eachChunkIsAsOldAsItsOwnReading() {
    List<Tenant> tenants = tenants(1001);
    use(cache, tenants);
    for (int chunk = 0; chunk < 3; chunk++) {
      scene.lingering.afterRevisions(() -> scene.pass(Duration.ofSeconds(1)));
    }
    scene.background.run();
    scene.assertAsked(1001, 3);
    scene.pass(MAX_STALENESS.minusSeconds(3));
    use(cache, tenants);
    scene.assertAsked(1001, 3);

    scene.pass(Duration.ofNanos(1));
    use(cache, List.of(tenants.get(0), tenants.get(500), tenants.get(1000)));
    scene.assertAsked(1002, 3);
    scene.pass(Duration.ofSeconds(1));
    use(cache, List.of(tenants.get(499), tenants.get(500), tenants.get(1000)));
    scene.assertAsked(1004, 3);
  }

  /** What it was asked for. */
  private static final class Asked extends ForwardingApiKeyStore {
    private final List<Set<OrganizationId>> asked = new ArrayList<>();

    Asked(Scene scene) {
      super(scene.store);
    }

    @Override
    public Map<OrganizationId, Revision> revisions(Set<OrganizationId> ids) {
      asked.add(Set.copyOf(ids));
      return super.revisions(ids);
    }

    Set<OrganizationId> last() {
      return asked.get(asked.size() - 1);
    }
  }
}
