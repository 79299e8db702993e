package io.claviger.store.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.PublicKey;
import io.claviger.model.StoreException;
import io.claviger.spi.ForwardingApiKeyStore;
import io.claviger.spi.KeyLookup;
import io.claviger.spi.StoredApiKey;
import io.claviger.store.tck.FaultyApiKeyStore.Call;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Public keys that nobody has, alone and in floods. */
@Timeout(60)
class UnknownKeysTest {
  private static final Duration SHORT = Duration.ofMillis(50);

  private final Scene scene = new Scene();
  private final PublicKey junk = scene.samples.publicKey();

  @Test
  void areRememberedForASecondFromBeforeTheLookup() {
    CachingApiKeyStore cache = scene.builder().build();
    scene.store.run(Call.FIND_BY_PUBLIC_KEY, () -> scene.pass(Duration.ofMillis(400)));

    assertEquals(Optional.empty(), cache.findByPublicKey(junk));
    scene.pass(Duration.ofMillis(600));
    assertEquals(Optional.empty(), cache.findByPublicKey(junk));
    scene.assertAsked(1, 0);

    scene.pass(Duration.ofNanos(1));
    assertEquals(Optional.empty(), cache.findByPublicKey(junk));
    scene.assertAsked(2, 0);
  }

  @Test
  void areRememberedNoLongerThanTheBound() {
    CachingApiKeyStore cache = scene.builder().maxStaleness(Duration.ofMillis(100)).build();

    cache.findByPublicKey(junk);
    scene.pass(Duration.ofMillis(100));
    cache.findByPublicKey(junk);
    scene.assertAsked(1, 0);

    scene.pass(Duration.ofNanos(1));
    cache.findByPublicKey(junk);
    scene.assertAsked(2, 0);
  }

  @Test
  void oneThatAnotherNodeCreatesIsFoundASecondLater() {
    CachingApiKeyStore cache = scene.builder().build();
    Tenant tenant = scene.tenant(0);
    StoredApiKey created = scene.samples.key(tenant.id());
    cache.findByPublicKey(created.key().publicKey());
    tenant.add(scene.memory, created);

    scene.pass(Duration.ofSeconds(1).plusNanos(1));

    assertTrue(cache.findByPublicKey(created.key().publicKey()).isPresent());
  }

  @Test
  void oneThatIsDeletedIsRememberedToo() {
    CachingApiKeyStore cache = scene.builder().build();
    Tenant tenant = scene.tenant(1);
    cache.findByPublicKey(tenant.key());
    tenant.revoke(cache, 0);

    cache.findByPublicKey(tenant.key());
    cache.findByPublicKey(tenant.key());

    scene.assertAsked(2, 0);
  }

  @Test
  void aFloodOfThemDrivesNoGoodKeyOut() {
    CachingApiKeyStore cache = scene.builder().keys(10).unknownKeys(100, 4).build();
    List<Tenant> tenants = Stream.generate(() -> scene.tenant(1)).limit(5).toList();
    tenants.forEach(tenant -> cache.findByPublicKey(tenant.key()));

    for (int i = 0; i < 200_000; i++) {
      cache.findByPublicKey(scene.samples.publicKey());
    }
    scene.assertAsked(200_005, 0);

    tenants.forEach(tenant -> cache.findByPublicKey(tenant.key()));
    scene.assertAsked(200_005, 0);
    assertTrue(cache.metrics().keys() <= 10);
  }

  /** Lets look-ups in when there are enough of them, and counts how many there are at most. */
  private static final class Crowd extends ForwardingApiKeyStore {
    private final CountDownLatch enough;
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    Crowd(Scene scene, int enough) {
      super(scene.store);
      this.enough = new CountDownLatch(enough);
    }

    @Override
    public Optional<KeyLookup> findByPublicKey(PublicKey publicKey) {
      most.accumulateAndGet(inside.incrementAndGet(), Math::max);
      enough.countDown();
      try {
        assertTrue(enough.await(30, TimeUnit.SECONDS));
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      Thread.onSpinWait();
      inside.decrementAndGet();
      return super.findByPublicKey(publicKey);
    }
  }

  @Test
  void onlySoManyAreLookedUpAtTheSameTime() throws Exception {
    Crowd crowd = new Crowd(scene, 3);
    CachingApiKeyStore cache = scene.builder(crowd).unknownKeys(1000, 3).build();

    List<Request<Optional<KeyLookup>>> flood =
        Stream.generate(scene.samples::publicKey)
            .limit(20)
            .map(key -> Request.start(() -> cache.findByPublicKey(key)))
            .toList();

    for (Request<Optional<KeyLookup>> each : flood) {
      assertEquals(Optional.empty(), each.answer());
    }
    assertEquals(3, crowd.most.get());
    scene.assertAsked(20, 0);
  }

  @Test
  void whileTooManyAreLookedUpMoreAreRefusedAndKnownKeysAreNot() throws Exception {
    CachingApiKeyStore cache = scene.builder().patience(SHORT).unknownKeys(10, 1).build();
    Tenant tenant = scene.tenant(1);
    cache.findByPublicKey(tenant.key());
    CountDownLatch go = new CountDownLatch(1);
    scene.store.hold(Call.FIND_BY_PUBLIC_KEY, go);
    var held = Request.startAndWait(() -> cache.findByPublicKey(junk));

    StoreException refused =
        assertThrows(StoreException.class, () -> cache.findByPublicKey(scene.samples.publicKey()));
    assertEquals(StoreException.Kind.UNREACHABLE, refused.kind());
    assertEquals(1, cache.metrics().counts().refused());

    cache.drop(tenant.id());
    assertEquals(scene.truth(tenant.key()), cache.findByPublicKey(tenant.key()));
    go.countDown();
    assertEquals(Optional.empty(), held.answer());
    cache.findByPublicKey(scene.samples.publicKey());
    scene.assertAsked(4, 0);
  }

  @Test
  void whoWaitsForAPermitReadsNothingThatWasReadMeanwhile() throws Exception {
    PublicKey there = scene.tenant(1).key();
    for (PublicKey wanted : List.of(there, junk)) {
      CachingApiKeyStore cache = scene.builder().unknownKeys(10, 1).build();
      CountDownLatch go = new CountDownLatch(1);
      scene.store.hold(Call.FIND_BY_PUBLIC_KEY, go);
      var other = Request.startAndWait(() -> cache.findByPublicKey(scene.samples.publicKey()));
      var all =
          Stream.generate(() -> Request.startAndWait(() -> cache.findByPublicKey(wanted)))
              .limit(3)
              .toList();
      go.countDown();

      assertEquals(Optional.empty(), other.answer());
      for (var each : all) {
        assertEquals(scene.truth(wanted), each.answer());
      }
      assertEquals(2, cache.metrics().counts().loads());
    }
  }

  @Test
  void nobodyOvertakesWhoWaitsForAPermit() throws Exception {
    Permits permits = new Permits(1, new LongAdder());
    long late = TimeUnit.MINUTES.toNanos(1);
    // Whoever waits may be the first to run again: not every time.
    for (int i = 0; i < 50; i++) {
      permits.acquire(late);
      var waiting = Request.startAndWait(Executors.callable(() -> permits.acquire(late)));
      permits.giveBack();

      assertThrows(StoreException.class, () -> permits.acquire(0));
      waiting.answer();
      permits.giveBack();
    }
  }

  @Test
  void manyWhoAskForTheSameNeedOnePermit() throws Exception {
    CachingApiKeyStore cache = scene.builder().unknownKeys(10, 1).build();
    CountDownLatch go = new CountDownLatch(1);
    scene.store.hold(Call.FIND_BY_PUBLIC_KEY, go);
    var first = Request.startAndWait(() -> cache.findByPublicKey(junk));
    var second = Request.startAndWait(() -> cache.findByPublicKey(junk));
    go.countDown();

    assertEquals(Optional.empty(), first.answer());
    assertEquals(Optional.empty(), second.answer());
    cache.findByPublicKey(scene.samples.publicKey());
    scene.assertAsked(2, 0);
  }
}
