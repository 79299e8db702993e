package io.claviger.store.cache;

import static io.claviger.store.cache.CacheFixture.MAX_STALENESS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.claviger.model.StoreException;
import io.claviger.test.FaultyApiKeyStore.Call;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** After close every lookup goes to the wrapped store. */
@Timeout(60)
class CloseTest {
  private final CacheFixture fixture = new CacheFixture();
  private final CachingApiKeyStore cache = fixture.builder().build();
  private final Tenant tenant = fixture.tenant(1);

  @Test
  void everyLookupIsPassedOnAfterwards() {
    cache.findByPublicKey(tenant.key());
    cache.close();

    cache.findByPublicKey(tenant.key());
    tenant.revoke(fixture.memory, 0);
    assertEquals(Optional.empty(), cache.findByPublicKey(tenant.key()));

    fixture.assertAsked(3, 0);
  }

  @Test
  void whatTheStoreThrowsIsPassedOnToo() {
    cache.close();
    fixture.store.fail(Call.FIND_BY_PUBLIC_KEY, 1, StoreException.Kind.FAULT);

    StoreException trouble =
        assertThrows(StoreException.class, () -> cache.findByPublicKey(tenant.key()));

    assertEquals("failed by the script of a test", trouble.getMessage());
  }

  @Test
  void itMayBeClosedMoreThanOnce() {
    cache.close();
    cache.close();

    assertEquals(fixture.truth(tenant.key()), cache.findByPublicKey(tenant.key()));
  }

  @Test
  void changesGoOnAndAreSeen() {
    cache.findByPublicKey(tenant.key());
    cache.close();

    tenant.revoke(cache, 0);
    cache.evict(tenant.id());

    assertEquals(Optional.empty(), cache.findByPublicKey(tenant.key()));
  }

  @Test
  void theStoreInsideStaysOpen() {
    cache.close();

    assertEquals(fixture.truth(tenant.key()), fixture.store.findByPublicKey(tenant.key()));
  }

  @Test
  void aLookupUnderWayEndsAsItWouldHave() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    fixture.store.hold(Call.FIND_BY_PUBLIC_KEY, go);
    var first = WatchedCall.startAndWait(() -> cache.findByPublicKey(tenant.key()));
    var joined = WatchedCall.startAndWait(() -> cache.findByPublicKey(tenant.key()));

    cache.close();
    go.countDown();

    assertEquals(fixture.truth(tenant.key()), first.answer());
    assertEquals(fixture.truth(tenant.key()), joined.answer());
    fixture.assertAsked(1, 0);
  }

  @Test
  void closingWaitsForNobody() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    cache.findByPublicKey(tenant.key());
    fixture.store.hold(Call.REVISIONS, go);
    var refresh = WatchedCall.startAndWait(() -> runBackground());

    cache.close();

    go.countDown();
    refresh.answer();
  }

  private boolean runBackground() {
    fixture.background.run();
    return true;
  }

  @Test
  void aRefreshThatWasArrangedAsksNothing() {
    cache.findByPublicKey(tenant.key());
    cache.close();

    fixture.background.run();

    fixture.assertAsked(1, 0);
    assertEquals(0, fixture.background.waiting());
  }

  @Test
  void aRefreshUnderWayArrangesNoOther() {
    cache.findByPublicKey(tenant.key());
    fixture.lingering.afterRevisions(
        () -> {
          cache.findByPublicKey(tenant.key());
          cache.close();
        });

    fixture.background.run();

    assertEquals(0, fixture.background.waiting());
  }

  @Test
  void aLookupThatLandsAfterwardsArrangesNothing() throws Exception {
    fixture.lingering.afterLookup(cache::close);

    assertEquals(fixture.truth(tenant.key()), cache.findByPublicKey(tenant.key()));

    assertEquals(0, fixture.background.waiting());
  }

  @Test
  void itsNumbersStayAndNothingIsLate() {
    cache.findByPublicKey(tenant.key());
    cache.close();
    fixture.pass(MAX_STALENESS.multipliedBy(2));

    assertEquals(1, cache.metrics().counts().loads());
    assertEquals(Duration.ZERO, cache.metrics().age());
    assertEquals(Duration.ZERO, cache.metrics().refreshLag());
  }
}
