package io.claviger.store.cache;

import static io.claviger.store.cache.Scene.MAX_STALENESS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.claviger.StoreException;
import io.claviger.spi.KeyLookup;
import io.claviger.store.tck.FaultyApiKeyStore.Call;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A host that chose availability: the store is down, and what is known is answered for a while. */
class UnconfirmedTest {
  private static final Duration SECOND_BOUND = Duration.ofMinutes(1);
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final int ALWAYS = 1000;

  private final Scene scene = new Scene();
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
    scene.store.fail(Call.REVISIONS, 1, StoreException.Kind.UNREACHABLE);
    scene.pass(MAX_STALENESS.plusNanos(1));
    cache.findByPublicKey(tenant.key());
    scene.pass(Duration.ofSeconds(1));
  }

  private long lapsed() {
    return cache.metrics().counts().lapsed();
  }

  private void assertRefused() {
    StoreException trouble =
        assertThrows(StoreException.class, () -> cache.findByPublicKey(tenant.key()));
    assertEquals(StoreException.Kind.UNREACHABLE, trouble.kind());
  }

  @Test
  void withoutThatChoiceNothingIsAnswered() {
    CachingApiKeyStore careful = scene.builder().build();
    careful.findByPublicKey(tenant.key());
    failFrom(MAX_STALENESS);
    assertEquals(first, careful.findByPublicKey(tenant.key()));
    scene.pass(Duration.ofNanos(1));

    assertThrows(StoreException.class, () -> careful.findByPublicKey(tenant.key()));
    assertEquals(0, careful.metrics().counts().lapsed());
  }

  @Test
  void withinTheFirstBoundNothingIsAskedOrCounted() {
    failFrom(MAX_STALENESS);

    assertEquals(first, cache.findByPublicKey(tenant.key()));

    scene.assertAsked(1, 0);
    assertEquals(0, lapsed());
  }

  @Test
  void beyondItWhatIsKnownIsAnsweredAndCounted() {
    failFrom(MAX_STALENESS.plusNanos(1));

    assertEquals(first, cache.findByPublicKey(tenant.key()));
    assertEquals(first, cache.findByPublicKey(tenant.key()));

    assertEquals(2, lapsed());
  }

  @Test
  void upToTheSecondBoundAndNotLonger() {
    failFrom(SECOND_BOUND);
    assertEquals(first, cache.findByPublicKey(tenant.key()));
    assertEquals(1, lapsed());

    scene.pass(Duration.ofNanos(1));
    assertRefused();
    assertEquals(1, lapsed());
  }

  @Test
  void bothClocksCount() {
    failFrom(Duration.ZERO);
    scene.wall.advance(SECOND_BOUND);
    assertEquals(first, cache.findByPublicKey(tenant.key()));

    scene.wall.advance(Duration.ofMillis(1));
    assertRefused();
  }

  @Test
  void whileItFailsTheStoreIsTriedOnceASecond() {
    failFrom(MAX_STALENESS.plusNanos(1));
    for (int i = 0; i < 10; i++) {
      cache.findByPublicKey(tenant.key());
      scene.pass(Duration.ofMillis(99));
    }
    scene.assertAsked(1, 1);

    scene.pass(Duration.ofMillis(10));
    cache.findByPublicKey(tenant.key());
    scene.assertAsked(1, 2);
  }

  /** It may hang, and one request is enough to find out. */
  @Test
  @Timeout(60)
  void whileOneTriesItOthersDoNotWait() throws Exception {
    failOnce();
    CountDownLatch go = new CountDownLatch(1);
    scene.store.hold(Call.REVISIONS, go);
    var trying = Request.startAndWait(() -> cache.findByPublicKey(tenant.key()));

    assertEquals(first, cache.findByPublicKey(tenant.key()));

    assertEquals(1, cache.metrics().counts().failures(), "it has not waited in vain");
    assertEquals(2, lapsed());
    go.countDown();
    assertEquals(first, trying.answer());
    scene.assertAsked(1, 2);
    assertEquals(2, lapsed());
  }

  /** As threads of requests do that read by themselves. */
  @Test
  @Timeout(60)
  void whileOneAfterTheOtherHangsOthersDoNotWait() throws Exception {
    failOnce();
    CountDownLatch go = new CountDownLatch(1);
    List<Request<Optional<KeyLookup>>> hanging = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      scene.store.hold(Call.REVISIONS, go);
      hanging.add(Request.startAndWait(() -> cache.findByPublicKey(tenant.key())));

      assertEquals(first, cache.findByPublicKey(tenant.key()));

      assertEquals(1, cache.metrics().counts().failures(), "it has not waited in vain");
      scene.pass(PATIENCE);
    }
    go.countDown();
    for (Request<Optional<KeyLookup>> each : hanging) {
      assertEquals(first, each.answer());
    }
  }

  /** Who gives up what hangs comes with a patience of its own; who waited has none left. */
  @Test
  @Timeout(60)
  void whoWaitsForOneThatIsGivenUpIsAnswered() throws Exception {
    scene.pass(MAX_STALENESS.plusNanos(1));
    CountDownLatch go = new CountDownLatch(1);
    scene.store.hold(Call.REVISIONS, go);
    var hanging = Request.startAndWait(() -> cache.findByPublicKey(tenant.key()));
    var waiting = Request.startAndWait(() -> cache.findByPublicKey(tenant.key()));
    scene.pass(PATIENCE);
    scene.store.hold(Call.REVISIONS, go);
    var givingUp = Request.startAndWait(() -> cache.findByPublicKey(tenant.key()));

    assertEquals(first, waiting.answer());
    assertEquals(1, lapsed());
    go.countDown();
    assertEquals(first, hanging.answer());
    assertEquals(first, givingUp.answer());
  }

  /** It failed before that, and may be well. */
  @Test
  @Timeout(60)
  void whoComesWhileOneAsksForTheFirstTimeInLongWaits() throws Exception {
    scene.store.fail(Call.REVISIONS, 1, StoreException.Kind.UNREACHABLE);
    scene.pass(MAX_STALENESS.plusNanos(1));
    cache.findByPublicKey(tenant.key());
    assertEquals(1, lapsed());
    tenant.revoke(scene.memory, 0);
    scene.pass(Duration.ofSeconds(30));
    CountDownLatch go = new CountDownLatch(1);
    scene.store.hold(Call.REVISIONS, go);
    var asking = Request.startAndWait(() -> cache.findByPublicKey(tenant.key()));
    var other = Request.startAndWait(() -> cache.findByPublicKey(tenant.key()));

    go.countDown();

    Optional<KeyLookup> truth = scene.truth(tenant.key());
    assertNotEquals(first, truth);
    assertEquals(truth, asking.answer());
    assertEquals(truth, other.answer());
    assertEquals(1, lapsed());
  }

  /** Since then it was confirmed by another connection, or it is long ago. */
  @ParameterizedTest
  @CsvSource({"true, 5100", "false, 30000"})
  @Timeout(60)
  void whoHangsSinceBeforeTellsNothingOfTheStore(boolean confirmed, int laterMillis)
      throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    scene.store.hold(Call.REVISIONS, never);
    scene.pass(MAX_STALENESS.plusNanos(1));
    var hanging = Request.startAndWait(() -> cache.findByPublicKey(tenant.key()));
    scene.pass(Duration.ofSeconds(1));
    if (confirmed) {
      scene.background.run();
    }
    tenant.revoke(scene.memory, 0);
    scene.pass(Duration.ofMillis(laterMillis));
    CountDownLatch go = new CountDownLatch(1);
    scene.store.hold(Call.REVISIONS, go);
    var asking = Request.startAndWait(() -> cache.findByPublicKey(tenant.key()));
    var other = Request.startAndWait(() -> cache.findByPublicKey(tenant.key()));

    go.countDown();

    assertEquals(Optional.empty(), asking.answer());
    assertEquals(Optional.empty(), other.answer());
    assertEquals(0, lapsed());
    never.countDown();
    StoreException tooLate = hanging.failure(StoreException.class);
    assertEquals(StoreException.Kind.UNREACHABLE, tooLate.kind());
  }

  @Test
  @Timeout(60)
  void whoFailsLateTellsNothingOfTheStoreEither() throws Exception {
    CountDownLatch late = new CountDownLatch(1);
    scene.store.run(
        Call.REVISIONS,
        () -> {
          awaitUninterrupted(late);
          throw new StoreException(StoreException.Kind.UNREACHABLE, "from a test", null);
        });
    scene.pass(MAX_STALENESS.plusNanos(1));
    var failing = Request.startAndWait(() -> cache.findByPublicKey(tenant.key()));
    scene.pass(Duration.ofSeconds(1));
    scene.background.run();
    tenant.revoke(scene.memory, 0);
    scene.pass(MAX_STALENESS.plusNanos(1));
    late.countDown();
    assertEquals(first, failing.answer(), "it began before, and asked in vain");

    assertEquals(Optional.empty(), cache.findByPublicKey(tenant.key()));
    assertEquals(1, lapsed());
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void whatIsNotKnownIsNotAnswered() {
    failFrom(Duration.ZERO);

    assertThrows(StoreException.class, () -> cache.findByPublicKey(tenant.key(1)));
  }

  @Test
  void aChangeThatThisNodeKnowsOfIsNeverUndone() {
    tenant.revoke(cache, 0);
    failFrom(MAX_STALENESS.plusNanos(1));
    assertRefused();

    assertEquals(0, lapsed());
  }

  @Test
  void aChangeThatItHearsOfWhileItServesEndsThat() {
    failFrom(MAX_STALENESS.plusNanos(1));
    assertEquals(first, cache.findByPublicKey(tenant.key()));

    cache.drop(tenant.id());

    assertRefused();
  }

  @Test
  void aChangeWhileItAsksInVainIsNotServed() {
    scene.pass(MAX_STALENESS.plusNanos(1));
    scene.store.run(
        Call.REVISIONS,
        () -> {
          cache.drop(tenant.id());
          throw new StoreException(StoreException.Kind.UNREACHABLE, "away", null);
        });

    assertThrows(StoreException.class, () -> cache.findByPublicKey(tenant.key()));
    assertEquals(0, lapsed());
  }

  @Test
  void whenTheStoreIsBackThingsAreAsTheyWere() {
    scene.store.fail(Call.REVISIONS, 1, StoreException.Kind.UNREACHABLE);
    scene.pass(MAX_STALENESS.plusNanos(1));
    cache.findByPublicKey(tenant.key());
    assertEquals(1, lapsed());
    tenant.revoke(scene.memory, 0);

    scene.pass(Duration.ofSeconds(1));
    assertEquals(Optional.empty(), cache.findByPublicKey(tenant.key()));
    assertEquals(1, lapsed());
  }

  @Test
  void aRefreshThatSucceedsEndsItToo() {
    scene.store.fail(Call.REVISIONS, 1, StoreException.Kind.UNREACHABLE);
    scene.pass(MAX_STALENESS.plusNanos(1));
    cache.findByPublicKey(tenant.key());
    scene.background.run();
    scene.assertAsked(1, 2);

    cache.findByPublicKey(tenant.key());
    assertEquals(1, lapsed());
    scene.pass(MAX_STALENESS.plusNanos(1));
    cache.findByPublicKey(tenant.key());
    scene.assertAsked(1, 3);
  }

  @Test
  void whatIsConfirmedInTimeIsNoLapse() {
    scene.pass(MAX_STALENESS.plusNanos(1));
    scene.lingering.afterRevisions(() -> scene.pass(MAX_STALENESS));

    assertEquals(first, cache.findByPublicKey(tenant.key()));

    assertEquals(0, lapsed());
    assertEquals(0, cache.metrics().counts().failures());
  }

  @Test
  void whatIsServedIsInUseAndRefreshed() {
    scene.background.run();
    scene.store.fail(Call.REVISIONS, 1, StoreException.Kind.UNREACHABLE);
    scene.pass(MAX_STALENESS.plusNanos(1));
    cache.findByPublicKey(tenant.key());
    scene.assertAsked(1, 2);

    scene.background.run();
    scene.assertAsked(1, 3);
  }

  /** It answers, but each answer is too old when it comes. */
  @Test
  void aStoreThatIsTooSlowCannotConfirmEither() {
    scene.pass(MAX_STALENESS.plusNanos(1));
    scene.lingering.afterRevisions(() -> scene.pass(MAX_STALENESS.plusNanos(1)));

    assertEquals(first, cache.findByPublicKey(tenant.key()));
    assertEquals(first, cache.findByPublicKey(tenant.key()));

    scene.assertAsked(1, 1);
    assertEquals(2, lapsed());
    assertEquals(1, cache.metrics().counts().failures());
  }

  @Test
  void aMoveThatASlowStoreTellsOfCounts() {
    tenant.revoke(scene.memory, 0);
    scene.pass(MAX_STALENESS.plusNanos(1));
    scene.lingering.afterRevisions(() -> scene.pass(Duration.ofSeconds(2)));

    assertEquals(Optional.empty(), cache.findByPublicKey(tenant.key()));
    assertEquals(0, lapsed());
  }
}
