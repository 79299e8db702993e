package io.claviger.store.cache;

import static io.claviger.store.cache.CacheFixture.MAX_STALENESS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.claviger.model.StoreException;
import io.claviger.spi.store.KeyLookup;
import io.claviger.test.FaultyApiKeyStore.Call;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** If a refresh fails, is slow, hangs or is refused, requests read instead, and it continues. */
@Timeout(60)
class RefreshTroubleTest {
  private static final Duration INTERVAL = MAX_STALENESS.dividedBy(3);

  private final CacheFixture fixture = new CacheFixture();
  private final CachingApiKeyStore cache = fixture.builder().build();
  private final Tenant tenant = fixture.tenant(1);
  private final Optional<KeyLookup> first = cache.findByPublicKey(tenant.key());

  private void assertRefreshesAgain() {
    int before = fixture.store.calls(Call.REVISIONS);
    assertEquals(first, cache.findByPublicKey(tenant.key()));
    assertEquals(1, fixture.background.waiting());
    fixture.background.run();
    assertEquals(before + 1, fixture.store.calls(Call.REVISIONS));
  }

  @Test
  void oneThatFailsEvictsNothingAndConfirmsNothing() {
    fixture.store.fail(Call.REVISIONS, 1, StoreException.Kind.UNREACHABLE);
    fixture.pass(INTERVAL);
    fixture.background.run();
    assertEquals(1, cache.metrics().counts().failures());

    fixture.pass(MAX_STALENESS.minus(INTERVAL));
    assertEquals(first, cache.findByPublicKey(tenant.key()));
    fixture.assertAsked(1, 1);
    fixture.pass(Duration.ofNanos(1));
    assertEquals(first, cache.findByPublicKey(tenant.key()));
    fixture.assertAsked(2, 1);
    assertRefreshesAgain();
  }

  /** The read of a request fails or hangs, while another one is answered. */
  @Test
  void whatItConfirmsMeanwhileIsEnoughForARequestThatHasAskedInVain() {
    fixture.pass(MAX_STALENESS.plusNanos(1));
    fixture.store.run(
        Call.FIND_BY_PUBLIC_KEY,
        () -> {
          fixture.background.run();
          throw new StoreException(StoreException.Kind.UNREACHABLE, "from a test", null);
        });

    assertEquals(first, cache.findByPublicKey(tenant.key()));
    assertEquals(1, cache.metrics().counts().hits());
  }

  /** Otherwise it would never run again, and every request would have to read. */
  @Test
  void whatIsRefusedIsInUse() {
    fixture.background.run();
    fixture.assertAsked(1, 1);
    fixture.store.fail(Call.FIND_BY_PUBLIC_KEY, 1, StoreException.Kind.UNREACHABLE);
    fixture.store.fail(Call.REVISIONS, 1, StoreException.Kind.UNREACHABLE);
    fixture.pass(MAX_STALENESS.plusNanos(1));
    assertThrows(StoreException.class, () -> cache.findByPublicKey(tenant.key()));
    fixture.background.run();
    fixture.assertAsked(2, 2);

    assertThrows(StoreException.class, () -> cache.findByPublicKey(tenant.key()));
    fixture.background.run();
    fixture.assertAsked(2, 3);
    assertEquals(first, cache.findByPublicKey(tenant.key()));
    fixture.assertAsked(2, 3);
  }

  @Test
  void oneThatFailsWithWhatItMayNotGoesOnToo() {
    fixture.store.run(
        Call.REVISIONS,
        () -> {
          throw new IllegalStateException("from a test");
        });
    fixture.background.run();
    assertEquals(1, cache.metrics().counts().failures());
    assertRefreshesAgain();
  }

  @Test
  void oneThatFailsWithAnErrorGoesOnToo() {
    fixture.store.run(
        Call.REVISIONS,
        () -> {
          throw new OutOfMemoryError("from a test");
        });
    fixture.background.run();
    assertEquals(1, cache.metrics().counts().failures());
    assertRefreshesAgain();
  }

  @Test
  void whatIsUsedWhileItRunsIsForTheNextOne() {
    fixture.lingering.afterRevisions(() -> cache.findByPublicKey(tenant.key()));

    fixture.background.run();

    assertEquals(1, fixture.background.waiting());
    fixture.background.run();
    fixture.assertAsked(1, 2);
    assertEquals(0, fixture.background.waiting());
  }

  @Test
  void aChangeOfThisNodeWhileItLingersIsNotUndone() {
    fixture.lingering.afterRevisions(() -> tenant.revoke(cache, 0));

    fixture.background.run();

    assertEquals(Optional.empty(), cache.findByPublicKey(tenant.key()));
  }

  @Test
  void oneThatHangsHoldsUpNobody() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    fixture.store.hold(Call.REVISIONS, go);
    var refresh = WatchedCall.startAndWait(() -> runBackground());
    fixture.pass(MAX_STALENESS.plusNanos(1));

    assertEquals(first, cache.findByPublicKey(tenant.key()));
    fixture.assertAsked(2, 1);
    tenant.move(cache);
    assertEquals(fixture.truth(tenant.key()), cache.findByPublicKey(tenant.key()));
    go.countDown();
    refresh.answer();

    assertEquals(fixture.truth(tenant.key()), cache.findByPublicKey(tenant.key()));
    fixture.assertAsked(3, 1);
  }

  private boolean runBackground() {
    fixture.background.run();
    return true;
  }

  @Test
  void whileItIsRefusedRequestsAskAndItBeginsWhenItMay() {
    CacheFixture other = new CacheFixture();
    other.background.refuse(true);
    CachingApiKeyStore refused = other.builder().build();
    Tenant alone = other.tenant(1);
    refused.findByPublicKey(alone.key());
    other.pass(MAX_STALENESS.plusNanos(1));
    assertEquals(other.truth(alone.key()), refused.findByPublicKey(alone.key()));
    other.assertAsked(2, 0);
    assertEquals(Duration.ZERO, refused.metrics().refreshLag());

    other.background.refuse(false);
    other.pass(MAX_STALENESS.plusNanos(1));
    refused.findByPublicKey(alone.key());

    assertEquals(1, other.background.waiting());
  }
}
