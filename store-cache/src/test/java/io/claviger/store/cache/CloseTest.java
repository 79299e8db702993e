package io.claviger.store.cache;

import static io.claviger.store.cache.Scene.MAX_STALENESS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.claviger.model.StoreException;
import io.claviger.store.tck.FaultyApiKeyStore.Call;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** After the end every look-up is passed on. */
@Timeout(60)
class CloseTest {
  private final Scene scene = new Scene();
  private final CachingApiKeyStore cache = scene.builder().build();
  private final Tenant tenant = scene.tenant(1);

  @Test
  void everyLookupIsPassedOnAfterwards() {
    cache.findByPublicKey(tenant.key());
    cache.close();

    cache.findByPublicKey(tenant.key());
    tenant.revoke(scene.memory, 0);
    assertEquals(Optional.empty(), cache.findByPublicKey(tenant.key()));

    scene.assertAsked(3, 0);
  }

  @Test
  void whatTheStoreThrowsIsPassedOnToo() {
    cache.close();
    scene.store.fail(Call.FIND_BY_PUBLIC_KEY, 1, StoreException.Kind.FAULT);

    StoreException trouble =
        assertThrows(StoreException.class, () -> cache.findByPublicKey(tenant.key()));

    assertEquals("failed by the script of a test", trouble.getMessage());
  }

  @Test
  void itMayBeClosedMoreThanOnce() {
    cache.close();
    cache.close();

    assertEquals(scene.truth(tenant.key()), cache.findByPublicKey(tenant.key()));
  }

  @Test
  void changesGoOnAndAreSeen() {
    cache.findByPublicKey(tenant.key());
    cache.close();

    tenant.revoke(cache, 0);
    cache.drop(tenant.id());

    assertEquals(Optional.empty(), cache.findByPublicKey(tenant.key()));
  }

  @Test
  void theStoreInsideStaysOpen() {
    cache.close();

    assertEquals(scene.truth(tenant.key()), scene.store.findByPublicKey(tenant.key()));
  }

  @Test
  void aLookupUnderWayEndsAsItWouldHave() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    scene.store.hold(Call.FIND_BY_PUBLIC_KEY, go);
    var first = Request.startAndWait(() -> cache.findByPublicKey(tenant.key()));
    var joined = Request.startAndWait(() -> cache.findByPublicKey(tenant.key()));

    cache.close();
    go.countDown();

    assertEquals(scene.truth(tenant.key()), first.answer());
    assertEquals(scene.truth(tenant.key()), joined.answer());
    scene.assertAsked(1, 0);
  }

  @Test
  void closingWaitsForNobody() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    cache.findByPublicKey(tenant.key());
    scene.store.hold(Call.REVISIONS, go);
    var refresh = Request.startAndWait(() -> runBackground());

    cache.close();

    go.countDown();
    refresh.answer();
  }

  private boolean runBackground() {
    scene.background.run();
    return true;
  }

  @Test
  void aRefreshThatWasArrangedAsksNothing() {
    cache.findByPublicKey(tenant.key());
    cache.close();

    scene.background.run();

    scene.assertAsked(1, 0);
    assertEquals(0, scene.background.waiting());
  }

  @Test
  void aRefreshUnderWayArrangesNoOther() {
    cache.findByPublicKey(tenant.key());
    scene.lingering.afterRevisions(
        () -> {
          cache.findByPublicKey(tenant.key());
          cache.close();
        });

    scene.background.run();

    assertEquals(0, scene.background.waiting());
  }

  @Test
  void aLookupThatLandsAfterwardsArrangesNothing() throws Exception {
    scene.lingering.afterLookup(cache::close);

    assertEquals(scene.truth(tenant.key()), cache.findByPublicKey(tenant.key()));

    assertEquals(0, scene.background.waiting());
  }

  @Test
  void itsNumbersStayAndNothingIsLate() {
    cache.findByPublicKey(tenant.key());
    cache.close();
    scene.pass(MAX_STALENESS.multipliedBy(2));

    assertEquals(1, cache.metrics().counts().loads());
    assertEquals(Duration.ZERO, cache.metrics().age());
    assertEquals(Duration.ZERO, cache.metrics().refreshLag());
  }
}
