package io.claviger.store.cache;

import static io.claviger.store.cache.CacheFixture.MAX_STALENESS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.spi.store.KeyLookup;
import io.claviger.spi.store.StoredApiKey;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A read that takes longer than the load timeout is replaced, and completes in the end. */
@Timeout(60)
class StuckReadTest {
  private static final Duration LOAD_TIMEOUT = Duration.ofSeconds(3);

  private final CacheFixture fixture = new CacheFixture();
  private final CachingApiKeyStore cache = fixture.builder().build();
  private final Tenant tenant = fixture.tenant(2);
  private final Optional<KeyLookup> before = fixture.truth(tenant.key());
  private final CountDownLatch go = new CountDownLatch(1);

  private void hold() {
    try {
      assertTrue(go.await(30, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** A lookup that has read, and does not return. */
  private WatchedCall<Optional<KeyLookup>> stuckLookup(StoredApiKey key) {
    fixture.lingering.afterLookup(this::hold);
    return WatchedCall.startAndWait(() -> cache.findByPublicKey(key.key().publicKey()));
  }

  @Test
  void anotherOneTakesItsPlace() throws Exception {
    var stuck = stuckLookup(tenant.stored(0));
    fixture.pass(LOAD_TIMEOUT);

    assertEquals(before, cache.findByPublicKey(tenant.key()));
    fixture.assertAsked(2, 0);

    go.countDown();
    assertEquals(before, stuck.answer(), "it is young enough");
  }

  @Test
  void upToItsLoadTimeoutOthersWaitForIt() throws Exception {
    var stuck = stuckLookup(tenant.stored(0));
    fixture.pass(LOAD_TIMEOUT.minusNanos(1));
    var other = WatchedCall.startAndWait(() -> cache.findByPublicKey(tenant.key()));

    go.countDown();

    assertEquals(before, stuck.answer());
    assertEquals(before, other.answer());
    fixture.assertAsked(1, 0);
  }

  @Test
  void itsLateResultIsNotKept() throws Exception {
    var stuck = stuckLookup(tenant.stored(0));
    fixture.pass(LOAD_TIMEOUT);
    cache.findByPublicKey(tenant.key());
    tenant.revoke(cache, 0);
    go.countDown();
    stuck.answer();

    assertEquals(Optional.empty(), cache.findByPublicKey(tenant.key()));
  }

  /** Changes do not mark it any more, since it is not in flight. */
  @Test
  void itsLateResultIsNotKeptWhereNothingElseIs() throws Exception {
    var stuck = stuckLookup(tenant.stored(0));
    fixture.pass(LOAD_TIMEOUT);
    tenant.revoke(cache, 0);
    assertEquals(Optional.empty(), cache.findByPublicKey(tenant.key()));
    go.countDown();
    assertEquals(before, stuck.answer(), "it asked before the change");
    fixture.pass(Duration.ofMillis(1001));

    assertEquals(Optional.empty(), cache.findByPublicKey(tenant.key()));
  }

  @Test
  void itsLateAbsenceIsNotKept() throws Exception {
    StoredApiKey created = fixture.samples.key(tenant.id());
    var stuck = stuckLookup(created);
    fixture.pass(LOAD_TIMEOUT);
    cache.findByPublicKey(created.key().publicKey());
    tenant.add(cache, created);
    go.countDown();
    assertEquals(Optional.empty(), stuck.answer());

    assertTrue(cache.findByPublicKey(created.key().publicKey()).isPresent());
  }

  @Test
  void itsOwnRequestGetsNothingThatIsTooOld() throws Exception {
    var stuck = stuckLookup(tenant.stored(0));
    fixture.wall.advance(MAX_STALENESS.plusMillis(1));
    tenant.revoke(fixture.memory, 0);
    go.countDown();

    assertEquals(Optional.empty(), stuck.answer());
  }

  @Test
  void aStuckConfirmationIsReplacedToo() throws Exception {
    cache.findByPublicKey(tenant.key());
    fixture.pass(MAX_STALENESS.plusNanos(1));
    fixture.lingering.afterLookup(this::hold);
    var stuck = WatchedCall.startAndWait(() -> cache.findByPublicKey(tenant.key()));
    fixture.pass(LOAD_TIMEOUT);

    assertEquals(before, cache.findByPublicKey(tenant.key()));
    fixture.assertAsked(3, 0);

    go.countDown();
    assertEquals(before, stuck.answer());
    fixture.assertAsked(3, 0);
  }

  /** It read earlier than the other one, so it must not confirm a later time. */
  @Test
  void aLateConfirmationMakesNothingYounger() throws Exception {
    cache.findByPublicKey(tenant.key());
    fixture.pass(MAX_STALENESS.plusNanos(1));
    fixture.lingering.afterLookup(this::hold);
    var stuck = WatchedCall.startAndWait(() -> cache.findByPublicKey(tenant.key()));
    fixture.pass(LOAD_TIMEOUT);
    cache.findByPublicKey(tenant.key());
    fixture.pass(Duration.ofSeconds(4));
    go.countDown();
    stuck.answer();

    fixture.pass(Duration.ofSeconds(1));
    cache.findByPublicKey(tenant.key());
    fixture.assertAsked(3, 0);
    fixture.pass(Duration.ofNanos(1));
    cache.findByPublicKey(tenant.key());
    fixture.assertAsked(4, 0);
  }
}
