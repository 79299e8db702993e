package io.claviger.store.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.PublicKey;
import io.claviger.model.StoreException;
import io.claviger.spi.store.ForwardingApiKeyStore;
import io.claviger.spi.store.KeyLookup;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.test.FaultyApiKeyStore.Call;
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

/** Nonexistent public keys, one at a time and many at once. */
@Timeout(60)
class UnknownKeysTest {
  private static final Duration SHORT = Duration.ofMillis(50);

  private final CacheFixture fixture = new CacheFixture();
  private final PublicKey junk = fixture.samples.publicKey();

  @Test
  void areRememberedForASecondFromBeforeTheLookup() {
    CachingApiKeyStore cache = fixture.builder().build();
    fixture.store.run(Call.FIND_BY_PUBLIC_KEY, () -> fixture.pass(Duration.ofMillis(400)));

    assertEquals(Optional.empty(), cache.findByPublicKey(junk));
    fixture.pass(Duration.ofMillis(600));
    assertEquals(Optional.empty(), cache.findByPublicKey(junk));
    fixture.assertAsked(1, 0);

    fixture.pass(Duration.ofNanos(1));
    assertEquals(Optional.empty(), cache.findByPublicKey(junk));
    fixture.assertAsked(2, 0);
  }

  @Test
  void areRememberedNoLongerThanTheBound() {
    CachingApiKeyStore cache = fixture.builder().maxStaleness(Duration.ofMillis(100)).build();

    cache.findByPublicKey(junk);
    fixture.pass(Duration.ofMillis(100));
    cache.findByPublicKey(junk);
    fixture.assertAsked(1, 0);

    fixture.pass(Duration.ofNanos(1));
    cache.findByPublicKey(junk);
    fixture.assertAsked(2, 0);
  }

  @Test
  void oneThatAnotherNodeCreatesIsFoundASecondLater() {
    CachingApiKeyStore cache = fixture.builder().build();
    Tenant tenant = fixture.tenant(0);
    StoredApiKey created = fixture.samples.key(tenant.id());
    cache.findByPublicKey(created.key().publicKey());
    tenant.add(fixture.memory, created);

    fixture.pass(Duration.ofSeconds(1).plusNanos(1));

    assertTrue(cache.findByPublicKey(created.key().publicKey()).isPresent());
  }

  @Test
  void oneThatIsDeletedIsRememberedToo() {
    CachingApiKeyStore cache = fixture.builder().build();
    Tenant tenant = fixture.tenant(1);
    cache.findByPublicKey(tenant.key());
    tenant.revoke(cache, 0);

    cache.findByPublicKey(tenant.key());
    cache.findByPublicKey(tenant.key());

    fixture.assertAsked(2, 0);
  }

  @Test
  void aFloodOfThemDrivesNoGoodKeyOut() {
    CachingApiKeyStore cache =
        fixture.builder().maxSize(10).unknownKeys(100).concurrentLoads(4).build();
    List<Tenant> tenants = Stream.generate(() -> fixture.tenant(1)).limit(5).toList();
    tenants.forEach(tenant -> cache.findByPublicKey(tenant.key()));

    for (int i = 0; i < 200_000; i++) {
      cache.findByPublicKey(fixture.samples.publicKey());
    }
    fixture.assertAsked(200_005, 0);

    tenants.forEach(tenant -> cache.findByPublicKey(tenant.key()));
    fixture.assertAsked(200_005, 0);
    assertTrue(cache.metrics().keys() <= 10);
  }

  /** Lets lookups continue when enough have arrived, and counts the largest number at once. */
  private static final class Crowd extends ForwardingApiKeyStore {
    private volatile CountDownLatch enough;
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    Crowd(CacheFixture fixture, int enough) {
      super(fixture.store);
      this.enough = new CountDownLatch(enough);
    }

    /** Holds lookups from now on, until so many have arrived. */
    void await(int newEnough) {
      enough = new CountDownLatch(newEnough);
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
    Crowd crowd = new Crowd(fixture, 3);
    CachingApiKeyStore cache = fixture.builder(crowd).unknownKeys(1000).concurrentLoads(3).build();

    List<WatchedCall<Optional<KeyLookup>>> flood =
        Stream.generate(fixture.samples::publicKey)
            .limit(20)
            .map(key -> WatchedCall.start(() -> cache.findByPublicKey(key)))
            .toList();

    for (WatchedCall<Optional<KeyLookup>> each : flood) {
      assertEquals(Optional.empty(), each.answer());
    }
    assertEquals(3, crowd.most.get());
    fixture.assertAsked(20, 0);
  }

  /** A pool of ten connections has some left for changes. */
  @Test
  void junkAndReloadsTogetherAreAtMostEight() throws Exception {
    Crowd crowd = new Crowd(fixture, 0);
    CachingApiKeyStore cache = fixture.builder(crowd).loadTimeout(Duration.ofMinutes(1)).build();
    List<PublicKey> known = Stream.generate(() -> fixture.tenant(1).key()).limit(20).toList();
    known.forEach(cache::findByPublicKey);
    fixture.pass(CacheFixture.MAX_STALENESS.plusNanos(1));
    crowd.await(9);

    List<WatchedCall<Optional<KeyLookup>>> all =
        Stream.concat(Stream.generate(fixture.samples::publicKey).limit(20), known.stream())
            .map(key -> WatchedCall.startAndWait(() -> cache.findByPublicKey(key)))
            .toList();

    assertEquals(8, crowd.most.get());
    crowd.enough.countDown();
    for (WatchedCall<Optional<KeyLookup>> each : all) {
      each.answer();
    }
    assertEquals(8, crowd.most.get());
  }

  @Test
  void whileTooManyAreLookedUpMoreAreRefusedAndKnownKeysAreNot() throws Exception {
    CachingApiKeyStore cache =
        fixture.builder().loadTimeout(SHORT).unknownKeys(10).concurrentLoads(1).build();
    Tenant tenant = fixture.tenant(1);
    cache.findByPublicKey(tenant.key());
    CountDownLatch go = new CountDownLatch(1);
    fixture.store.hold(Call.FIND_BY_PUBLIC_KEY, go);
    var held = WatchedCall.startAndWait(() -> cache.findByPublicKey(junk));

    StoreException refused =
        assertThrows(
            StoreException.class, () -> cache.findByPublicKey(fixture.samples.publicKey()));
    assertEquals(StoreException.Kind.UNREACHABLE, refused.kind());
    assertEquals(1, cache.metrics().counts().refused());

    cache.evict(tenant.id());
    assertEquals(fixture.truth(tenant.key()), cache.findByPublicKey(tenant.key()));
    go.countDown();
    assertEquals(Optional.empty(), held.answer());
    cache.findByPublicKey(fixture.samples.publicKey());
    fixture.assertAsked(4, 0);
  }

  @Test
  void whoWaitsForAPermitReadsNothingThatWasReadMeanwhile() throws Exception {
    PublicKey there = fixture.tenant(1).key();
    for (PublicKey wanted : List.of(there, junk)) {
      CachingApiKeyStore cache = fixture.builder().unknownKeys(10).concurrentLoads(1).build();
      CountDownLatch go = new CountDownLatch(1);
      fixture.store.hold(Call.FIND_BY_PUBLIC_KEY, go);
      var other =
          WatchedCall.startAndWait(() -> cache.findByPublicKey(fixture.samples.publicKey()));
      var all =
          Stream.generate(() -> WatchedCall.startAndWait(() -> cache.findByPublicKey(wanted)))
              .limit(3)
              .toList();
      go.countDown();

      assertEquals(Optional.empty(), other.answer());
      for (var each : all) {
        assertEquals(fixture.truth(wanted), each.answer());
      }
      assertEquals(2, cache.metrics().counts().loads());
    }
  }

  @Test
  void nobodyOvertakesWhoWaitsForAPermit() throws Exception {
    Permits permits = new Permits(1, new LongAdder());
    long late = TimeUnit.MINUTES.toNanos(1);
    // A waiting request may continue first, but not every time.
    for (int i = 0; i < 50; i++) {
      permits.acquire(() -> late);
      var waiting = WatchedCall.startAndWait(Executors.callable(() -> permits.acquire(() -> late)));
      permits.giveBack();

      assertThrows(StoreException.class, () -> permits.acquire(() -> 0));
      waiting.answer();
      permits.giveBack();
    }
  }

  @Test
  void manyWhoAskForTheSameNeedOnePermit() throws Exception {
    CachingApiKeyStore cache = fixture.builder().unknownKeys(10).concurrentLoads(1).build();
    CountDownLatch go = new CountDownLatch(1);
    fixture.store.hold(Call.FIND_BY_PUBLIC_KEY, go);
    var first = WatchedCall.startAndWait(() -> cache.findByPublicKey(junk));
    var second = WatchedCall.startAndWait(() -> cache.findByPublicKey(junk));
    go.countDown();

    assertEquals(Optional.empty(), first.answer());
    assertEquals(Optional.empty(), second.answer());
    cache.findByPublicKey(fixture.samples.publicKey());
    fixture.assertAsked(2, 0);
  }
}
