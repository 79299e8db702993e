package io.claviger.store.cache;

import static io.claviger.store.cache.CacheFixture.MAX_STALENESS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.claviger.model.StoreException;
import io.claviger.store.cache.CacheMetrics.LookupCounts;
import io.claviger.test.FaultyApiKeyStore.Call;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each event moves its own counter, and no other one. */
@Timeout(60)
class CacheMetricsTest {
  private static final Duration INTERVAL = MAX_STALENESS.dividedBy(3);

  private final CacheFixture fixture = new CacheFixture();
  private final CachingApiKeyStore cache = fixture.builder().build();
  private final Tenant tenant = fixture.tenant(2);

  private void assertCounts(LookupCounts expected) {
    assertEquals(expected, cache.metrics().counts());
  }

  @Test
  void allBeginAtZero() {
    assertEquals(
        new CacheMetrics(
            0, new LookupCounts(0, 0, 0, 0, 0, 0, 0, 0, 0), Duration.ZERO, Duration.ZERO, 0, 0),
        cache.metrics());
  }

  @Test
  void aLookupThatIsLoadedAndThenHit() {
    cache.findByPublicKey(tenant.key());
    assertCounts(new LookupCounts(0, 0, 1, 0, 0, 0, 0, 0, 0));
    assertEquals(1, cache.metrics().keys());

    cache.findByPublicKey(tenant.key());
    assertCounts(new LookupCounts(1, 0, 1, 0, 0, 0, 0, 0, 0));

    cache.findByPublicKey(tenant.key(1));
    assertCounts(new LookupCounts(1, 0, 2, 0, 0, 0, 0, 0, 0));
    assertEquals(2, cache.metrics().keys());
  }

  @Test
  void aKeyThatNobodyHas() {
    var junk = fixture.samples.publicKey();
    cache.findByPublicKey(junk);
    assertCounts(new LookupCounts(0, 0, 1, 0, 0, 0, 0, 0, 0));

    cache.findByPublicKey(junk);
    assertCounts(new LookupCounts(0, 1, 1, 0, 0, 0, 0, 0, 0));
    assertEquals(0, cache.metrics().keys());
  }

  @Test
  void aKeyThatIsNotConfirmed() {
    cache.findByPublicKey(tenant.key());
    fixture.pass(MAX_STALENESS.plusNanos(1));

    cache.findByPublicKey(tenant.key());

    assertCounts(new LookupCounts(0, 0, 2, 0, 0, 0, 0, 0, 0));
  }

  @Test
  void lookupsThatFail() {
    fixture.store.fail(Call.FIND_BY_PUBLIC_KEY, 1, StoreException.Kind.FAULT);
    assertThrows(StoreException.class, () -> cache.findByPublicKey(tenant.key()));
    assertCounts(new LookupCounts(0, 0, 1, 0, 0, 0, 1, 0, 0));

    cache.findByPublicKey(tenant.key());
    fixture.pass(MAX_STALENESS.plusNanos(1));
    fixture.store.fail(Call.FIND_BY_PUBLIC_KEY, 1, StoreException.Kind.UNREACHABLE);
    assertThrows(StoreException.class, () -> cache.findByPublicKey(tenant.key()));
    assertCounts(new LookupCounts(0, 0, 3, 0, 0, 0, 2, 0, 0));

    assertThrows(StoreException.class, () -> cache.findByPublicKey(tenant.key()));
    assertCounts(new LookupCounts(0, 0, 3, 0, 0, 0, 2, 1, 0));
  }

  @Test
  void lookupsThatComeTooLate() {
    fixture.lingering.afterLookup(() -> fixture.pass(MAX_STALENESS.plusNanos(1)));

    assertThrows(StoreException.class, () -> cache.findByPublicKey(tenant.key()));

    assertCounts(new LookupCounts(0, 0, 1, 0, 0, 0, 1, 0, 0));
  }

  @Test
  void theAgeIsThatOfTheLastAnswerAboutEverything() {
    cache.findByPublicKey(tenant.key());
    fixture.background.run();
    cache.findByPublicKey(tenant.key());
    fixture.pass(Duration.ofSeconds(1));
    assertEquals(Duration.ofSeconds(1), cache.metrics().age());

    fixture.lingering.afterRevisions(
        () -> {
          cache.findByPublicKey(tenant.key());
          fixture.pass(Duration.ofSeconds(2));
        });
    fixture.background.run();
    assertEquals(Duration.ofSeconds(2), cache.metrics().age());
  }

  @Test
  void afterAPauseItCountsFromTheFirstRequest() {
    cache.findByPublicKey(tenant.key());
    fixture.background.run();
    fixture.pass(Duration.ofHours(1));
    assertEquals(Duration.ZERO, cache.metrics().age(), "nobody asks");

    cache.findByPublicKey(tenant.key());
    fixture.pass(Duration.ofSeconds(1));

    assertEquals(Duration.ofSeconds(1), cache.metrics().age());
  }

  @Test
  void aRefreshThatDoesNotComeIsLate() {
    cache.findByPublicKey(tenant.key());
    fixture.background.run();
    cache.findByPublicKey(tenant.key());
    fixture.pass(INTERVAL);
    assertEquals(Duration.ZERO, cache.metrics().refreshLag());

    fixture.pass(Duration.ofMillis(7));
    assertEquals(Duration.ofMillis(7), cache.metrics().refreshLag());

    fixture.background.run();
    assertEquals(Duration.ZERO, cache.metrics().refreshLag());
    fixture.pass(Duration.ofHours(1));
    assertEquals(Duration.ZERO, cache.metrics().refreshLag(), "none is due");
  }

  @Test
  void aRefreshThatTakesLongIsLateWhileItDoes() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    cache.findByPublicKey(tenant.key());
    fixture.store.hold(Call.REVISIONS, go);
    var refresh =
        WatchedCall.startAndWait(
            () -> {
              fixture.background.run();
              return true;
            });
    fixture.pass(Duration.ofSeconds(3));
    assertEquals(Duration.ofSeconds(3), cache.metrics().refreshLag());

    go.countDown();
    refresh.answer();
    assertEquals(Duration.ZERO, cache.metrics().refreshLag());
  }
}
