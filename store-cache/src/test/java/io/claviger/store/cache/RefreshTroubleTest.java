package io.claviger.store.cache;

import static io.claviger.store.cache.Scene.MAX_STALENESS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.claviger.model.StoreException;
import io.claviger.spi.KeyLookup;
import io.claviger.store.tck.FaultyApiKeyStore.Call;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A refresh that fails, is slow, hangs or is refused: requests ask by themselves, and it goes on.
 */
@Timeout(60)
class RefreshTroubleTest {
  private static final Duration INTERVAL = MAX_STALENESS.dividedBy(3);

  private final Scene scene = new Scene();
  private final CachingApiKeyStore cache = scene.builder().build();
  private final Tenant tenant = scene.tenant(1);
  private final Optional<KeyLookup> first = cache.findByPublicKey(tenant.key());

  private void assertRefreshesAgain() {
    int before = scene.store.calls(Call.REVISIONS);
    assertEquals(first, cache.findByPublicKey(tenant.key()));
    assertEquals(1, scene.background.waiting());
    scene.background.run();
    assertEquals(before + 1, scene.store.calls(Call.REVISIONS));
  }

  @Test
  void oneThatFailsDropsNothingAndConfirmsNothing() {
    scene.store.fail(Call.REVISIONS, 1, StoreException.Kind.UNREACHABLE);
    scene.pass(INTERVAL);
    scene.background.run();
    assertEquals(1, cache.metrics().counts().failures());

    scene.pass(MAX_STALENESS.minus(INTERVAL));
    assertEquals(first, cache.findByPublicKey(tenant.key()));
    scene.assertAsked(1, 1);
    scene.pass(Duration.ofNanos(1));
    assertEquals(first, cache.findByPublicKey(tenant.key()));
    scene.assertAsked(2, 1);
    assertRefreshesAgain();
  }

  /** A request's own reading fails, or hangs, while another one is answered. */
  @Test
  void whatItConfirmsMeanwhileIsEnoughForARequestThatHasAskedInVain() {
    scene.pass(MAX_STALENESS.plusNanos(1));
    scene.store.run(
        Call.FIND_BY_PUBLIC_KEY,
        () -> {
          scene.background.run();
          throw new StoreException(StoreException.Kind.UNREACHABLE, "from a test", null);
        });

    assertEquals(first, cache.findByPublicKey(tenant.key()));
    assertEquals(1, cache.metrics().counts().hits());
  }

  /** Or it would never come back by itself, and each request would have to ask. */
  @Test
  void whatIsRefusedIsInUse() {
    scene.background.run();
    scene.assertAsked(1, 1);
    scene.store.fail(Call.FIND_BY_PUBLIC_KEY, 1, StoreException.Kind.UNREACHABLE);
    scene.store.fail(Call.REVISIONS, 1, StoreException.Kind.UNREACHABLE);
    scene.pass(MAX_STALENESS.plusNanos(1));
    assertThrows(StoreException.class, () -> cache.findByPublicKey(tenant.key()));
    assertEquals(MAX_STALENESS.plusNanos(1), cache.metrics().age());
    scene.background.run();
    scene.assertAsked(2, 2);

    assertThrows(StoreException.class, () -> cache.findByPublicKey(tenant.key()));
    scene.background.run();
    scene.assertAsked(2, 3);
    assertEquals(first, cache.findByPublicKey(tenant.key()));
    scene.assertAsked(2, 3);
  }

  @Test
  void oneThatFailsWithWhatItMayNotGoesOnToo() {
    scene.store.run(
        Call.REVISIONS,
        () -> {
          throw new IllegalStateException("from a test");
        });
    scene.background.run();
    assertEquals(1, cache.metrics().counts().failures());
    assertRefreshesAgain();
  }

  @Test
  void oneThatFailsWithAnErrorGoesOnToo() {
    scene.store.run(
        Call.REVISIONS,
        () -> {
          throw new OutOfMemoryError("from a test");
        });
    scene.background.run();
    assertEquals(1, cache.metrics().counts().failures());
    assertRefreshesAgain();
  }

  @Test
  void whatIsUsedWhileItRunsIsForTheNextOne() {
    scene.lingering.afterRevisions(() -> cache.findByPublicKey(tenant.key()));

    scene.background.run();

    assertEquals(1, scene.background.waiting());
    scene.background.run();
    scene.assertAsked(1, 2);
    assertEquals(0, scene.background.waiting());
  }

  @Test
  void aChangeOfThisNodeWhileItLingersIsNotUndone() {
    scene.lingering.afterRevisions(() -> tenant.revoke(cache, 0));

    scene.background.run();

    assertEquals(Optional.empty(), cache.findByPublicKey(tenant.key()));
  }

  @Test
  void oneThatHangsHoldsUpNobody() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    scene.store.hold(Call.REVISIONS, go);
    var refresh = Request.startAndWait(() -> runBackground());
    scene.pass(MAX_STALENESS.plusNanos(1));

    assertEquals(first, cache.findByPublicKey(tenant.key()));
    scene.assertAsked(2, 1);
    tenant.move(cache);
    assertEquals(scene.truth(tenant.key()), cache.findByPublicKey(tenant.key()));
    go.countDown();
    refresh.answer();

    assertEquals(scene.truth(tenant.key()), cache.findByPublicKey(tenant.key()));
    scene.assertAsked(3, 1);
  }

  private boolean runBackground() {
    scene.background.run();
    return true;
  }

  @Test
  void whileItIsRefusedRequestsAskAndItBeginsWhenItMay() {
    Scene other = new Scene();
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
