package io.claviger.store.cache;

import static io.claviger.store.cache.Scene.MAX_STALENESS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.PublicKey;
import io.claviger.model.StoreException;
import io.claviger.spi.KeyLookup;
import io.claviger.store.tck.FaultyApiKeyStore.Call;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Keys that are held, of organizations that nobody has confirmed in time. */
@Timeout(60)
class UnconfirmedTest {
  private static final Duration SECOND_BOUND = Duration.ofMinutes(1);
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final Duration TOO_LATE = MAX_STALENESS.plusNanos(1);
  private static final int ALWAYS = 1000;

  private final Scene scene = new Scene();
  private final CachingApiKeyStore careful = scene.builder().build();
  private final CachingApiKeyStore cache = scene.builder().serveUnconfirmed(SECOND_BOUND).build();
  private final Tenant tenant = scene.tenant(2);
  private final Optional<KeyLookup> first = cache.findByPublicKey(tenant.key());

  private void failFrom(Duration age) {
    scene.store.fail(Call.REVISIONS, ALWAYS, StoreException.Kind.UNREACHABLE);
    scene.store.fail(Call.FIND_BY_PUBLIC_KEY, ALWAYS, StoreException.Kind.UNREACHABLE);
    scene.pass(age);
  }

  /** A second ago. */
  private void failOnce() {
    scene.store.fail(Call.FIND_BY_PUBLIC_KEY, 1, StoreException.Kind.UNREACHABLE);
    scene.pass(TOO_LATE);
    assertServed();
    scene.pass(Duration.ofSeconds(1));
  }

  private Request<Optional<KeyLookup>> holdLookup(CountDownLatch go) {
    scene.store.hold(Call.FIND_BY_PUBLIC_KEY, go);
    return Request.startAndWait(() -> cache.findByPublicKey(tenant.key()));
  }

  private long lapsed() {
    return cache.metrics().counts().lapsed();
  }

  private void assertServed() {
    long before = lapsed();
    assertEquals(first, cache.findByPublicKey(tenant.key()));
    assertEquals(before + 1, lapsed());
  }

  private void assertRefused(CachingApiKeyStore by) {
    long before = by.metrics().counts().lapsed();
    StoreException trouble =
        assertThrows(StoreException.class, () -> by.findByPublicKey(tenant.key()));
    assertEquals(StoreException.Kind.UNREACHABLE, trouble.kind());
    assertEquals(before, by.metrics().counts().lapsed());
  }

  @Test
  void areServedUpToTheSecondBoundWhereThatIsChosen() {
    failFrom(SECOND_BOUND);
    assertServed();

    scene.pass(Duration.ofNanos(1));
    assertRefused(cache);
  }

  @Test
  void bothClocksCount() {
    failFrom(Duration.ZERO);
    scene.wall.advance(SECOND_BOUND);
    assertServed();

    scene.wall.advance(Duration.ofMillis(1));
    assertRefused(cache);
  }

  @Test
  void andNoLongerThanMaxStalenessWhereItIsNot() {
    careful.findByPublicKey(tenant.key());
    failFrom(MAX_STALENESS);
    assertEquals(first, careful.findByPublicKey(tenant.key()));

    scene.pass(Duration.ofNanos(1));
    assertRefused(careful);
  }

  @Test
  void whileItFailsTheStoreIsTriedOnceASecond() {
    careful.findByPublicKey(tenant.key());
    failFrom(TOO_LATE);
    for (int i = 0; i < 10; i++) {
      assertServed();
      assertRefused(careful);
      scene.pass(Duration.ofMillis(99));
    }
    scene.assertAsked(4, 0);
    assertEquals(9, careful.metrics().counts().refused());

    scene.pass(Duration.ofMillis(10));
    assertServed();
    assertRefused(careful);
    scene.assertAsked(6, 0);
  }

  /** One finds out whether the store is well again. It may hang, on its own thread. */
  @Test
  void whileOneAfterTheOtherHangsOthersDoNotWait() throws Exception {
    failOnce();
    CountDownLatch go = new CountDownLatch(1);
    List<Request<Optional<KeyLookup>>> hanging = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      hanging.add(holdLookup(go));
      assertServed();
      scene.pass(PATIENCE);
    }
    assertEquals(1, cache.metrics().counts().failures(), "nobody has waited in vain");
    go.countDown();
    for (Request<Optional<KeyLookup>> each : hanging) {
      assertEquals(first, each.answer());
    }
  }

  /** Who gives up what hangs comes with a patience of its own; who waited has none left. */
  @Test
  void whoWaitsForOneThatIsGivenUpIsServed() throws Exception {
    scene.pass(TOO_LATE);
    CountDownLatch go = new CountDownLatch(1);
    var hanging = holdLookup(go);
    var waiting = Request.startAndWait(() -> cache.findByPublicKey(tenant.key()));
    scene.pass(PATIENCE);
    var givingUp = holdLookup(go);

    assertEquals(first, waiting.answer());
    assertEquals(1, lapsed());
    go.countDown();
    assertEquals(first, hanging.answer());
    assertEquals(first, givingUp.answer());
  }

  /** It failed before that, and may be well. */
  @Test
  void whoComesWhileOneAsksForTheFirstTimeInLongWaits() throws Exception {
    failOnce();
    tenant.revoke(scene.memory, 0);
    scene.pass(Duration.ofSeconds(30));
    CountDownLatch go = new CountDownLatch(1);
    var asking = holdLookup(go);
    var other = Request.startAndWait(() -> cache.findByPublicKey(tenant.key()));

    go.countDown();

    assertNotEquals(first, scene.truth(tenant.key()));
    assertEquals(scene.truth(tenant.key()), asking.answer());
    assertEquals(scene.truth(tenant.key()), other.answer());
    assertEquals(1, lapsed());
  }

  @Test
  void whoFailsAfterAnotherWasAnsweredTellsNothingOfTheStore() {
    scene.pass(TOO_LATE);
    scene.store.run(
        Call.FIND_BY_PUBLIC_KEY,
        () -> {
          scene.pass(Duration.ofSeconds(1));
          scene.background.run();
          tenant.revoke(scene.memory, 0);
          scene.pass(TOO_LATE);
          throw new StoreException(StoreException.Kind.UNREACHABLE, "from a test", null);
        });
    assertServed();

    assertEquals(Optional.empty(), cache.findByPublicKey(tenant.key()));
  }

  @Test
  void whenTheStoreIsBackThingsAreAsTheyWere() {
    failOnce();
    tenant.revoke(scene.memory, 0);

    assertEquals(Optional.empty(), cache.findByPublicKey(tenant.key()));
    assertEquals(1, lapsed());
  }

  /** It answers, but each answer is too old when it comes. */
  @Test
  void aStoreThatIsTooSlowFailsToo() {
    scene.pass(TOO_LATE);
    scene.lingering.afterLookup(() -> scene.pass(TOO_LATE));

    assertServed();
    assertServed();

    scene.assertAsked(2, 0);
    assertEquals(1, cache.metrics().counts().failures());
  }

  @Test
  void aChangeThatThisNodeKnowsOfIsNotServed() {
    failFrom(TOO_LATE);
    assertServed();

    cache.drop(tenant.id());

    assertRefused(cache);
  }

  @Test
  void norIsOneThatItHearsOfWhileItAsksInVain() {
    scene.pass(TOO_LATE);
    scene.store.run(
        Call.FIND_BY_PUBLIC_KEY,
        () -> {
          cache.drop(tenant.id());
          throw new StoreException(StoreException.Kind.UNREACHABLE, "away", null);
        });

    assertRefused(cache);
  }

  @Test
  void whatIsNotHeldIsNotServed() {
    failFrom(Duration.ZERO);

    assertThrows(StoreException.class, () -> cache.findByPublicKey(tenant.key(1)));
    assertEquals(0, lapsed());
  }

  @Test
  void keysThatNobodyHasTakeNoneOfTheirTurns() throws Exception {
    CachingApiKeyStore narrow = scene.builder().unknownKeys(10, 1).build();
    narrow.findByPublicKey(tenant.key());
    scene.pass(TOO_LATE);
    CountDownLatch go = new CountDownLatch(1);
    scene.store.hold(Call.FIND_BY_PUBLIC_KEY, go);
    PublicKey junk = scene.samples.publicKey();
    var holding = Request.startAndWait(() -> narrow.findByPublicKey(junk));
    var waiting = Request.startAndWait(() -> narrow.findByPublicKey(scene.samples.publicKey()));

    assertEquals(first, narrow.findByPublicKey(tenant.key()));

    go.countDown();
    assertEquals(Optional.empty(), holding.answer());
    assertEquals(Optional.empty(), waiting.answer());
  }

  /** Those that wait for their turn are confirmed by the one that had it. */
  @Test
  void afterAStallAnOrganizationIsReadOnce() throws Exception {
    CachingApiKeyStore narrow = scene.builder().unknownKeys(10, 1).build();
    Tenant large = scene.tenant(20);
    IntStream.range(0, 20).forEach(i -> narrow.findByPublicKey(large.key(i)));
    int before = scene.store.calls(Call.FIND_BY_PUBLIC_KEY);
    scene.pass(TOO_LATE);
    CountDownLatch go = new CountDownLatch(1);
    scene.store.hold(Call.FIND_BY_PUBLIC_KEY, go);
    List<Request<Optional<KeyLookup>>> all =
        IntStream.range(0, 20)
            .mapToObj(i -> Request.startAndWait(() -> narrow.findByPublicKey(large.key(i))))
            .toList();

    go.countDown();

    for (Request<Optional<KeyLookup>> each : all) {
      assertTrue(each.answer().isPresent());
    }
    assertEquals(before + 1, scene.store.calls(Call.FIND_BY_PUBLIC_KEY));
  }
}
