package io.claviger.store.cache;

import static io.claviger.store.cache.CacheFixture.MAX_STALENESS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.access.AccessResult;
import io.claviger.access.Rejected;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.PublicKey;
import io.claviger.model.StoreException;
import io.claviger.spi.store.ApiKeyStore;
import io.claviger.spi.store.ForwardingApiKeyStore;
import io.claviger.spi.store.KeyLookup;
import io.claviger.test.FaultyApiKeyStore.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Faults below a check, through the whole library. Each fault has an answer, nobody is admitted
 * wrongly, and no request hangs.
 */
@Timeout(60)
class FaultsTest {
  private static final int ALWAYS = 100;
  private static final Duration NANO = Duration.ofNanos(1);

  private final CacheFixture fixture = new CacheFixture();
  private final CachingApiKeyStore cache = fixture.builder().build();
  private final Program program = new Program(fixture, cache);
  private final Program elsewhere = new Program(fixture, fixture.memory);
  private final IssuedApiKey key = elsewhere.issue(elsewhere.newOrganization());

  private AccessResult check() {
    return program.check(key);
  }

  private static void assertGranted(AccessResult result) {
    assertInstanceOf(AccessResult.Granted.class, result);
  }

  private static void assertRejected(Rejected.Reason reason, AccessResult result) {
    AccessResult.Unauthenticated unauthenticated =
        assertInstanceOf(AccessResult.Unauthenticated.class, result);
    assertEquals(reason, unauthenticated.rejection().reason());
  }

  private static void assertUnavailable(StoreException.Kind kind, AccessResult result) {
    AccessResult.Unavailable unavailable = assertInstanceOf(AccessResult.Unavailable.class, result);
    assertEquals(kind, unavailable.failure().kind());
    assertEquals("not available", unavailable.publicMessage());
  }

  /** Lets the store take this long for each call from now on. */
  private void slow(Duration time) {
    for (int i = 0; i < ALWAYS; i++) {
      fixture.lingering.afterLookup(() -> fixture.pass(time));
      fixture.lingering.afterRevisions(() -> fixture.pass(time));
    }
  }

  private void failing(StoreException.Kind kind) {
    fixture.store.fail(Call.FIND_BY_PUBLIC_KEY, ALWAYS, kind);
    fixture.store.fail(Call.REVISIONS, ALWAYS, kind);
  }

  /** A cache that answered a probe itself would hide that the database is gone. */
  @Test
  void theProbeAsksTheStoreAndThrowsNothing() {
    for (StoreException.Kind kind : StoreException.Kind.values()) {
      fixture.store.fail(Call.REVISIONS, 1, kind);
      assertFalse(program.claviger().isReachable());
      assertTrue(program.claviger().isReachable());
    }
    fixture.store.run(
        Call.REVISIONS,
        () -> {
          throw new IllegalStateException("a store that breaks its contract");
        });
    assertFalse(program.claviger().isReachable());
  }

  @Test
  void aSlowStoreIsWaitedForAndItsSlownessCounts() {
    slow(Duration.ofSeconds(2));
    assertGranted(check());
    elsewhere.revoke(key);

    fixture.pass(Duration.ofSeconds(3));
    assertGranted(check());
    fixture.pass(NANO);
    Instant before = fixture.wall.instant();
    assertRejected(Rejected.Reason.UNKNOWN_KEY, check());

    assertEquals(Duration.ofSeconds(2), Duration.between(before, fixture.wall.instant()));
  }

  @Test
  void aStoreSlowerThanTheBoundAdmitsNobody() {
    slow(MAX_STALENESS.plus(NANO));

    assertUnavailable(StoreException.Kind.UNREACHABLE, check());
  }

  @Test
  void whileTheStoreIsDownTheBoundHolds() {
    assertGranted(check());
    failing(StoreException.Kind.UNREACHABLE);
    fixture.pass(MAX_STALENESS);
    assertGranted(check());

    fixture.pass(NANO);
    assertUnavailable(StoreException.Kind.UNREACHABLE, check());
  }

  @Test
  void aKeyThatIsNotHeldIsNotAdmittedWhileTheStoreIsDown() {
    failing(StoreException.Kind.UNREACHABLE);

    assertUnavailable(StoreException.Kind.UNREACHABLE, check());
  }

  @Test
  void aFaultOfTheStoreIsToldFromAnOutage() {
    failing(StoreException.Kind.FAULT);

    assertUnavailable(StoreException.Kind.FAULT, check());
  }

  @Test
  void anExhaustedPoolIsAnOutage() {
    fixture.store.run(
        Call.FIND_BY_PUBLIC_KEY,
        () -> {
          throw new StoreException(
              StoreException.Kind.UNREACHABLE,
              "no connection",
              new TimeoutException("no connection is free"));
        });

    assertUnavailable(StoreException.Kind.UNREACHABLE, check());
    assertGranted(check());
  }

  private Program over(Function<PublicKey, Optional<KeyLookup>> garbage) {
    ApiKeyStore store =
        new ForwardingApiKeyStore(fixture.store) {
          @Override
          public Optional<KeyLookup> findByPublicKey(PublicKey publicKey) {
            return garbage.apply(publicKey);
          }
        };
    return new Program(fixture, fixture.builder(store).build());
  }

  @Test
  void garbageAdmitsNobodyAlsoNotFromMemory() {
    IssuedApiKey other = elsewhere.issue(key.apiKey().organization());
    KeyLookup wrongKey = fixture.truth(other.apiKey().publicKey()).orElseThrow();
    List<Program> programs = List.of(over(asked -> null), over(asked -> Optional.of(wrongKey)));

    for (Program each : programs) {
      assertUnavailable(StoreException.Kind.FAULT, each.check(key));
      assertUnavailable(StoreException.Kind.FAULT, each.check(key));
    }
  }

  @Test
  void aClockThatJumpsBackMakesNoAnswerYounger() {
    assertGranted(check());
    fixture.wall.advance(Duration.ofHours(-1));
    elsewhere.revoke(key);

    fixture.pass(MAX_STALENESS);
    assertGranted(check());
    fixture.pass(NANO);
    assertRejected(Rejected.Reason.UNKNOWN_KEY, check());
  }

  @Test
  void aMachineThatSleptAsksBeforeItAdmits() {
    assertGranted(check());
    elsewhere.revoke(key);
    fixture.wall.advance(Duration.ofHours(8));

    assertRejected(Rejected.Reason.UNKNOWN_KEY, check());
  }

  @Test
  void expiryIsJudgedByTheClockAlsoFromMemory() {
    assertGranted(check());
    fixture.wall.advance(Duration.ofDays(1).minusMillis(1));
    assertGranted(check());
    int asked = fixture.store.calls(Call.REVISIONS);

    fixture.wall.advance(Duration.ofMillis(1));
    assertRejected(Rejected.Reason.EXPIRED, check());
    assertEquals(asked, fixture.store.calls(Call.REVISIONS), "it was known");
  }

  @Test
  void anInterruptDuringACheckAdmitsNobodyAndStays() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    fixture.store.hold(Call.FIND_BY_PUBLIC_KEY, never);
    var interrupted = WatchedCall.startAndWait(this::check);
    var other = WatchedCall.startAndWait(this::check);

    interrupted.interrupt();

    assertUnavailable(StoreException.Kind.UNREACHABLE, interrupted.answer());
    assertTrue(interrupted.keptTheInterrupt());
    assertGranted(other.answer());
  }

  @Test
  void closingDuringACheckLetsItEnd() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    fixture.store.hold(Call.FIND_BY_PUBLIC_KEY, go);
    var underWay = WatchedCall.startAndWait(this::check);

    program.claviger().close();
    cache.close();
    go.countDown();

    assertGranted(underWay.answer());
    elsewhere.revoke(key);
    assertRejected(Rejected.Reason.UNKNOWN_KEY, check());
  }

  @Test
  void aStoreThatHangsIsNotWaitedForLongerThanLoadTimeout() {
    CachingApiKeyStore impatient =
        fixture
            .builder()
            .loadTimeout(Duration.ofSeconds(1))
            .executor(task -> WatchedCall.start(Executors.callable(task)))
            .build();
    Program over = new Program(fixture, impatient);
    CountDownLatch go = new CountDownLatch(1);
    fixture.store.hold(Call.FIND_BY_PUBLIC_KEY, go);
    assertUnavailable(StoreException.Kind.UNREACHABLE, over.check(key));
    go.countDown();

    fixture.pass(MAX_STALENESS.plus(NANO));
    assertGranted(over.check(key));
    fixture.pass(MAX_STALENESS.plus(NANO));
    fixture.store.hold(Call.FIND_BY_PUBLIC_KEY, new CountDownLatch(1));
    assertUnavailable(StoreException.Kind.UNREACHABLE, over.check(key));
  }
}
