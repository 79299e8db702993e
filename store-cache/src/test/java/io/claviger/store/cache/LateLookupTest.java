package io.claviger.store.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.spi.KeyLookup;
import io.claviger.spi.StoredApiKey;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A look-up has read before a change of this node, and lands after it. */
@Timeout(60)
class LateLookupTest {
  private final Scene scene = new Scene();
  private final CachingApiKeyStore cache = scene.builder().build();
  private final Tenant tenant = scene.tenant(2);
  private final Optional<KeyLookup> before = scene.truth(tenant.key());
  private final CountDownLatch go = new CountDownLatch(1);

  /** Has read, and waits for {@link #go}. */
  private Request<Optional<KeyLookup>> lateLookup(StoredApiKey key) {
    CountDownLatch read = new CountDownLatch(1);
    scene.lingering.afterLookup(
        () -> {
          read.countDown();
          await(go);
        });
    var late = Request.start(() -> cache.findByPublicKey(key.key().publicKey()));
    await(read);
    return late;
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(30, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void itIsForThoseWhoAskedBeforeTheChangeAndNotKept() throws Exception {
    var late = lateLookup(tenant.stored(0));
    var joined = Request.startAndWait(() -> cache.findByPublicKey(tenant.key()));

    tenant.revoke(cache, 0);
    go.countDown();

    assertEquals(before, late.answer());
    assertEquals(before, joined.answer());
    assertEquals(Optional.empty(), cache.findByPublicKey(tenant.key()));
  }

  @Test
  void whoComesAfterTheChangeGetsWhatIsStoredThen() throws Exception {
    var late = lateLookup(tenant.stored(0));
    tenant.revoke(cache, 0);
    var after = Request.startAndWait(() -> cache.findByPublicKey(tenant.key()));
    go.countDown();

    assertEquals(Optional.empty(), after.answer());
    assertEquals(before, late.answer());
    scene.assertAsked(2, 0);
  }

  @Test
  void whoComesAfterTheHostHeardOfAChangeGetsWhatIsStoredThen() throws Exception {
    var late = lateLookup(tenant.stored(0));
    tenant.revoke(scene.memory, 0);
    cache.drop(tenant.id());
    var after = Request.startAndWait(() -> cache.findByPublicKey(tenant.key()));
    go.countDown();

    assertEquals(Optional.empty(), after.answer());
    assertEquals(before, late.answer());
  }

  @Test
  void aKeyThatIsCreatedMeanwhileIsFoundByThoseWhoComeAfter() throws Exception {
    StoredApiKey created = scene.samples.key(tenant.id());
    var late = lateLookup(created);
    tenant.add(cache, created);
    var after = Request.startAndWait(() -> cache.findByPublicKey(created.key().publicKey()));
    go.countDown();

    assertEquals(Optional.empty(), late.answer());
    assertTrue(after.answer().isPresent());
    assertTrue(cache.findByPublicKey(created.key().publicKey()).isPresent());
  }

  @Test
  void changesOfOthersDoNotMatter() throws Exception {
    Tenant other = scene.tenant(1);
    var late = lateLookup(tenant.stored(0));
    other.move(cache);
    var after = Request.startAndWait(() -> cache.findByPublicKey(tenant.key()));
    go.countDown();

    assertEquals(before, late.answer());
    assertEquals(before, after.answer());
    cache.findByPublicKey(tenant.key());
    scene.assertAsked(1, 0);
  }

  /** Another node's change: nobody here can tell which of two states is the newer one. */
  @Test
  void aLookupThatFindsAnotherStateMakesWhatIsKnownUncertain() throws Exception {
    var late = lateLookup(tenant.stored(0));
    scene.pass(Duration.ofMillis(1));
    tenant.revoke(scene.memory, 0);
    Optional<KeyLookup> second = cache.findByPublicKey(tenant.key(1));
    go.countDown();

    assertEquals(before, late.answer());
    assertEquals(second, cache.findByPublicKey(tenant.key(1)));
    scene.assertAsked(3, 0);
    assertEquals(Optional.empty(), cache.findByPublicKey(tenant.key(0)));
    scene.assertAsked(4, 0);
  }

  @Test
  void aLookupDuringAChangeDoesNotHoldItUp() {
    var late = lateLookup(tenant.stored(0));

    tenant.move(cache);

    assertFalse(late.isDone());
    go.countDown();
  }
}
