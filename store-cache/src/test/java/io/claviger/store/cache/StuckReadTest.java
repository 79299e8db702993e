package io.claviger.store.cache;

import static io.claviger.store.cache.Scene.MAX_STALENESS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.spi.KeyLookup;
import io.claviger.spi.StoredApiKey;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A read that takes longer than patience is given up for another one, and lands in the end. */
@Timeout(60)
class StuckReadTest {
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final Scene scene = new Scene();
  private final CachingApiKeyStore cache = scene.builder().build();
  private final Tenant tenant = scene.tenant(2);
  private final Optional<KeyLookup> before = scene.truth(tenant.key());
  private final CountDownLatch go = new CountDownLatch(1);

  private void hold() {
    try {
      assertTrue(go.await(30, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Has read, and does not come back. */
  private Request<Optional<KeyLookup>> stuckLookup(StoredApiKey key) {
    scene.lingering.afterLookup(this::hold);
    return Request.startAndWait(() -> cache.findByPublicKey(key.key().publicKey()));
  }

  @Test
  void anotherOneTakesItsPlace() throws Exception {
    var stuck = stuckLookup(tenant.stored(0));
    scene.pass(PATIENCE);

    assertEquals(before, cache.findByPublicKey(tenant.key()));
    scene.assertAsked(2, 0);

    go.countDown();
    assertEquals(before, stuck.answer(), "it is young enough");
  }

  @Test
  void upToItsPatienceOthersWaitForIt() throws Exception {
    var stuck = stuckLookup(tenant.stored(0));
    scene.pass(PATIENCE.minusNanos(1));
    var other = Request.startAndWait(() -> cache.findByPublicKey(tenant.key()));

    go.countDown();

    assertEquals(before, stuck.answer());
    assertEquals(before, other.answer());
    scene.assertAsked(1, 0);
  }

  @Test
  void itsLateResultIsNotKept() throws Exception {
    var stuck = stuckLookup(tenant.stored(0));
    scene.pass(PATIENCE);
    cache.findByPublicKey(tenant.key());
    tenant.revoke(cache, 0);
    go.countDown();
    stuck.answer();

    assertEquals(Optional.empty(), cache.findByPublicKey(tenant.key()));
  }

  /** No change marks it any more, as it is not in flight. */
  @Test
  void itsLateResultIsNotKeptWhereNothingElseIs() throws Exception {
    var stuck = stuckLookup(tenant.stored(0));
    scene.pass(PATIENCE);
    tenant.revoke(cache, 0);
    assertEquals(Optional.empty(), cache.findByPublicKey(tenant.key()));
    go.countDown();
    assertEquals(before, stuck.answer(), "it asked before the change");
    scene.pass(Duration.ofMillis(1001));

    assertEquals(Optional.empty(), cache.findByPublicKey(tenant.key()));
  }

  @Test
  void itsLateAbsenceIsNotKept() throws Exception {
    StoredApiKey created = scene.samples.key(tenant.id());
    var stuck = stuckLookup(created);
    scene.pass(PATIENCE);
    cache.findByPublicKey(created.key().publicKey());
    tenant.add(cache, created);
    go.countDown();
    assertEquals(Optional.empty(), stuck.answer());

    assertTrue(cache.findByPublicKey(created.key().publicKey()).isPresent());
  }

  @Test
  void itsOwnRequestGetsNothingThatIsTooOld() throws Exception {
    var stuck = stuckLookup(tenant.stored(0));
    scene.wall.advance(MAX_STALENESS.plusMillis(1));
    tenant.revoke(scene.memory, 0);
    go.countDown();

    assertEquals(Optional.empty(), stuck.answer());
  }

  @Test
  void aStuckConfirmationIsReplacedToo() throws Exception {
    cache.findByPublicKey(tenant.key());
    scene.pass(MAX_STALENESS.plusNanos(1));
    scene.lingering.afterLookup(this::hold);
    var stuck = Request.startAndWait(() -> cache.findByPublicKey(tenant.key()));
    scene.pass(PATIENCE);

    assertEquals(before, cache.findByPublicKey(tenant.key()));
    scene.assertAsked(3, 0);

    go.countDown();
    assertEquals(before, stuck.answer());
    scene.assertAsked(3, 0);
  }

  /** It read earlier than the other one, so it must not make anything look younger. */
  @Test
  void aLateConfirmationMakesNothingYounger() throws Exception {
    cache.findByPublicKey(tenant.key());
    scene.pass(MAX_STALENESS.plusNanos(1));
    scene.lingering.afterLookup(this::hold);
    var stuck = Request.startAndWait(() -> cache.findByPublicKey(tenant.key()));
    scene.pass(PATIENCE);
    cache.findByPublicKey(tenant.key());
    scene.pass(Duration.ofSeconds(4));
    go.countDown();
    stuck.answer();

    scene.pass(Duration.ofSeconds(1));
    cache.findByPublicKey(tenant.key());
    scene.assertAsked(3, 0);
    scene.pass(Duration.ofNanos(1));
    cache.findByPublicKey(tenant.key());
    scene.assertAsked(4, 0);
  }
}
