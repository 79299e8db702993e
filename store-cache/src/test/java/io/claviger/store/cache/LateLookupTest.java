package io.claviger.store.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.spi.store.KeyLookup;
import io.claviger.spi.store.StoredApiKey;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A lookup reads before a change of this node, and completes after it. */
@Timeout(60)
class LateLookupTest {
  private final CacheFixture fixture = new CacheFixture();
  private final CachingApiKeyStore cache = fixture.builder().build();
  private final Tenant tenant = fixture.tenant(2);
  private final Optional<KeyLookup> before = fixture.truth(tenant.key());
  private final CountDownLatch go = new CountDownLatch(1);

  /** A lookup that has read, and waits for {@link #go}. */
  private WatchedCall<Optional<KeyLookup>> lateLookup(StoredApiKey key) {
    CountDownLatch read = new CountDownLatch(1);
    fixture.lingering.afterLookup(
        () -> {
          read.countDown();
          await(go);
        });
    var late = WatchedCall.start(() -> cache.findByPublicKey(key.key().publicKey()));
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
    var joined = WatchedCall.startAndWait(() -> cache.findByPublicKey(tenant.key()));

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
    var after = WatchedCall.startAndWait(() -> cache.findByPublicKey(tenant.key()));
    go.countDown();

    assertEquals(Optional.empty(), after.answer());
    assertEquals(before, late.answer());
    fixture.assertAsked(2, 0);
  }

  @Test
  void whoComesAfterTheApplicationHeardOfAChangeGetsWhatIsStoredThen() throws Exception {
    var late = lateLookup(tenant.stored(0));
    tenant.revoke(fixture.memory, 0);
    cache.evict(tenant.id());
    var after = WatchedCall.startAndWait(() -> cache.findByPublicKey(tenant.key()));
    go.countDown();

    assertEquals(Optional.empty(), after.answer());
    assertEquals(before, late.answer());
  }

  @Test
  void aKeyThatIsCreatedMeanwhileIsFoundByThoseWhoComeAfter() throws Exception {
    StoredApiKey created = fixture.samples.key(tenant.id());
    var late = lateLookup(created);
    tenant.add(cache, created);
    var after = WatchedCall.startAndWait(() -> cache.findByPublicKey(created.key().publicKey()));
    go.countDown();

    assertEquals(Optional.empty(), late.answer());
    assertTrue(after.answer().isPresent());
    assertTrue(cache.findByPublicKey(created.key().publicKey()).isPresent());
  }

  @Test
  void changesOfOthersDoNotMatter() throws Exception {
    Tenant other = fixture.tenant(1);
    var late = lateLookup(tenant.stored(0));
    other.move(cache);
    var after = WatchedCall.startAndWait(() -> cache.findByPublicKey(tenant.key()));
    go.countDown();

    assertEquals(before, late.answer());
    assertEquals(before, after.answer());
    cache.findByPublicKey(tenant.key());
    fixture.assertAsked(1, 0);
  }

  /** After a change of another node, this node does not know which of two states is newer. */
  @Test
  void aLookupThatFindsAnotherStateMakesWhatIsKnownUncertain() throws Exception {
    var late = lateLookup(tenant.stored(0));
    fixture.pass(Duration.ofMillis(1));
    tenant.revoke(fixture.memory, 0);
    Optional<KeyLookup> second = cache.findByPublicKey(tenant.key(1));
    go.countDown();

    assertEquals(before, late.answer());
    assertEquals(second, cache.findByPublicKey(tenant.key(1)));
    fixture.assertAsked(3, 0);
    assertEquals(Optional.empty(), cache.findByPublicKey(tenant.key(0)));
    fixture.assertAsked(4, 0);
  }

  @Test
  void aLookupDuringAChangeDoesNotHoldItUp() {
    var late = lateLookup(tenant.stored(0));

    tenant.move(cache);

    assertFalse(late.isDone());
    go.countDown();
  }
}
