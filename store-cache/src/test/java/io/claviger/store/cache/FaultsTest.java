package io.claviger.store.cache;

import static io.claviger.store.cache.Scene.MAX_STALENESS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.access.AccessResult;
import io.claviger.access.Rejected;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.PublicKey;
import io.claviger.model.StoreException;
import io.claviger.spi.ApiKeyStore;
import io.claviger.spi.ForwardingApiKeyStore;
import io.claviger.spi.KeyLookup;
import io.claviger.store.tck.FaultyApiKeyStore.Call;
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
 * What can go wrong below a check, through the whole library: each has its answer, nobody is
 * admitted who should not be, and nobody hangs.
 */
@Timeout(60)
class FaultsTest {
  private static final int ALWAYS = 100;
  private static final Duration NANO = Duration.ofNanos(1);

  private final Scene scene = new Scene();
  private final CachingApiKeyStore cache = scene.builder().build();
  private final Program program = new Program(scene, cache);
  private final Program elsewhere = new Program(scene, scene.memory);
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
    assertEquals(kind, unavailable.trouble().kind());
    assertEquals("not available", unavailable.publicMessage());
  }

  /** From now on the store takes that long for each call. */
  private void slow(Duration time) {
    for (int i = 0; i < ALWAYS; i++) {
      scene.lingering.afterLookup(() -> scene.pass(time));
      scene.lingering.afterRevisions(() -> scene.pass(time));
    }
  }

  private void failing(StoreException.Kind kind) {
    scene.store.fail(Call.FIND_BY_PUBLIC_KEY, ALWAYS, kind);
    scene.store.fail(Call.REVISIONS, ALWAYS, kind);
  }

  @Test
  void aSlowStoreIsWaitedForAndItsSlownessCounts() {
    slow(Duration.ofSeconds(2));
    assertGranted(check());
    elsewhere.revoke(key);

    scene.pass(Duration.ofSeconds(3));
    assertGranted(check());
    scene.pass(NANO);
    Instant before = scene.wall.instant();
    assertRejected(Rejected.Reason.UNKNOWN_KEY, check());

    assertEquals(Duration.ofSeconds(2), Duration.between(before, scene.wall.instant()));
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
    scene.pass(MAX_STALENESS);
    assertGranted(check());

    scene.pass(NANO);
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
    scene.store.run(
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
        new ForwardingApiKeyStore(scene.store) {
          @Override
          public Optional<KeyLookup> findByPublicKey(PublicKey publicKey) {
            return garbage.apply(publicKey);
          }
        };
    return new Program(scene, scene.builder(store).build());
  }

  @Test
  void garbageAdmitsNobodyAlsoNotFromMemory() {
    IssuedApiKey other = elsewhere.issue(key.apiKey().organization());
    KeyLookup wrongKey = scene.truth(other.apiKey().publicKey()).orElseThrow();
    List<Program> programs = List.of(over(asked -> null), over(asked -> Optional.of(wrongKey)));

    for (Program each : programs) {
      assertUnavailable(StoreException.Kind.FAULT, each.check(key));
      assertUnavailable(StoreException.Kind.FAULT, each.check(key));
    }
  }

  @Test
  void aClockThatJumpsBackMakesNoAnswerYounger() {
    assertGranted(check());
    scene.wall.advance(Duration.ofHours(-1));
    elsewhere.revoke(key);

    scene.pass(MAX_STALENESS);
    assertGranted(check());
    scene.pass(NANO);
    assertRejected(Rejected.Reason.UNKNOWN_KEY, check());
  }

  @Test
  void aMachineThatSleptAsksBeforeItAdmits() {
    assertGranted(check());
    elsewhere.revoke(key);
    scene.wall.advance(Duration.ofHours(8));

    assertRejected(Rejected.Reason.UNKNOWN_KEY, check());
  }

  @Test
  void expiryIsJudgedByTheClockAlsoFromMemory() {
    assertGranted(check());
    scene.wall.advance(Duration.ofDays(1).minusMillis(1));
    assertGranted(check());
    int asked = scene.store.calls(Call.REVISIONS);

    scene.wall.advance(Duration.ofMillis(1));
    assertRejected(Rejected.Reason.EXPIRED, check());
    assertEquals(asked, scene.store.calls(Call.REVISIONS), "it was known");
  }

  @Test
  void anInterruptDuringACheckAdmitsNobodyAndStays() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    scene.store.hold(Call.FIND_BY_PUBLIC_KEY, never);
    var interrupted = Request.startAndWait(this::check);
    var other = Request.startAndWait(this::check);

    interrupted.interrupt();

    assertUnavailable(StoreException.Kind.UNREACHABLE, interrupted.answer());
    assertTrue(interrupted.keptTheInterrupt());
    assertGranted(other.answer());
  }

  @Test
  void closingDuringACheckLetsItEnd() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    scene.store.hold(Call.FIND_BY_PUBLIC_KEY, go);
    var underWay = Request.startAndWait(this::check);

    program.claviger().close();
    cache.close();
    go.countDown();

    assertGranted(underWay.answer());
    elsewhere.revoke(key);
    assertRejected(Rejected.Reason.UNKNOWN_KEY, check());
  }

  @Test
  void aStoreThatHangsIsNotWaitedForLongerThanPatience() {
    CachingApiKeyStore impatient =
        scene
            .builder()
            .patience(Duration.ofSeconds(1))
            .executor(task -> Request.start(Executors.callable(task)))
            .build();
    Program over = new Program(scene, impatient);
    CountDownLatch go = new CountDownLatch(1);
    scene.store.hold(Call.FIND_BY_PUBLIC_KEY, go);
    assertUnavailable(StoreException.Kind.UNREACHABLE, over.check(key));
    go.countDown();

    scene.pass(MAX_STALENESS.plus(NANO));
    assertGranted(over.check(key));
    scene.pass(MAX_STALENESS.plus(NANO));
    scene.store.hold(Call.FIND_BY_PUBLIC_KEY, new CountDownLatch(1));
    assertUnavailable(StoreException.Kind.UNREACHABLE, over.check(key));
  }
}
