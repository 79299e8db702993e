package io.claviger.internal.management;

import static io.claviger.model.Samples.ORG;
import static io.claviger.model.Samples.OTHER_ORG;
import static io.claviger.model.Samples.owner;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.internal.FakeTicker;
import io.claviger.internal.credential.Entropy;
import io.claviger.model.ContentionException;
import io.claviger.model.Organization;
import io.claviger.model.OrganizationId;
import io.claviger.spi.store.ApiKeyStore;
import io.claviger.spi.store.ChangeStore;
import io.claviger.spi.store.ForwardingApiKeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The order of changes that compete for one organization. */
@Timeout(30)
class FairChangeTest {
  private final ScriptedStore store = ScriptedStore.holding(Fixture.with(owner(1)).facts());
  private final List<String> order = new ArrayList<>();

  /** Notes what is done with the lock. */
  private final class Noting extends ForwardingApiKeyStore {
    private final boolean joins;

    Noting(boolean joins) {
      super(store);
      this.joins = joins;
    }

    @Override
    public boolean joinsTransaction() {
      return joins;
    }

    @Override
    public <T> T withLock(OrganizationId organization, Function<ChangeStore, T> work) {
      order.add("begin " + organization);
      T result = super.withLock(organization, work);
      order.add("end");
      return result;
    }
  }

  @Test
  void changesTakeTurns() throws Exception {
    ChangeLoop loop = loop(store, Duration.ofMinutes(1));
    FutureTask<Organization> newcomer = newcomer(loop);
    bump(
        loop,
        () -> {
          awaitWaiting(start(newcomer));
          order.add("old");
        });
    newcomer.get();
    assertEquals(List.of("old", "new"), order);
    assertEquals(0, loop.retries());
  }

  /** The outer change would be decided on what was read before the nested one. */
  @Test
  void aNestedChangeOfTheSameThreadIsRefusedAtOnce() {
    ChangeLoop loop = loop(store, Duration.ofMinutes(1));
    ChangeLoop joined = loop.on(new Noting(true));
    IllegalStateException refused =
        assertThrows(IllegalStateException.class, () -> bump(loop, () -> bump(loop, () -> {})));
    assertEquals(
        "this change of organization acme was called from a directory that is asked about another"
            + " change of it; call it before or after that change",
        refused.getMessage());
    assertThrows(IllegalStateException.class, () -> bump(loop, () -> bump(joined, () -> {})));
    assertThrows(IllegalStateException.class, () -> bump(joined, () -> bump(loop, () -> {})));
    order.clear();
    assertEquals(List.of(), store.commits);
    bump(loop, () -> order.add("next"));
    assertEquals(List.of("next"), order);
  }

  @Test
  void aChangeThatDoesNotGetItsTurnInTimeHasOneTry() {
    ChangeLoop loop = loop(new Noting(false), Duration.ofMillis(1));
    FutureTask<Organization> newcomer = newcomer(loop);
    bump(loop, () -> assertTrue(succeeds(newcomer)));
    assertEquals(List.of("new"), order, "without the lock, for which all would wait");
  }

  @Test
  void aChangeThatGivesUpIsCounted() {
    ChangeLoop loop = loop(store, Duration.ZERO);
    store.answering(false);
    assertThrows(ContentionException.class, () -> bump(loop, () -> {}));
    bump(loop, () -> {});
    assertEquals(1, loop.contended());
  }

  @Test
  void anInterruptEndsTheWaitForTheTurn() {
    ChangeLoop loop = loop(store, Duration.ofMinutes(1));
    FutureTask<Organization> newcomer = newcomer(loop);
    bump(
        loop,
        () -> {
          Thread waiting = start(newcomer);
          awaitWaiting(waiting);
          waiting.interrupt();
          ExecutionException thrown = assertThrows(ExecutionException.class, newcomer::get);
          assertInstanceOf(ContentionException.class, thrown.getCause());
        });
    assertEquals(List.of(), order);
  }

  @Test
  void anInterruptedThreadMakesAChangeThatNeedNotWait() {
    Thread.currentThread().interrupt();
    bump(loop(store, Duration.ofMinutes(1)), () -> order.add("made"));
    assertTrue(Thread.interrupted());
    assertEquals(List.of("made"), order);
  }

  /** The directories are asked then, too, so that their answers are not older than the lock. */
  @Test
  void aChangeThatLosesToAnotherProcessIsMadeWithTheLock() {
    store.answering(false, false);
    FakeTicker ticker = new FakeTicker();
    long begun = ticker.nanos();
    ChangeLoop loop = loop(new Noting(false), ticker, Duration.ofSeconds(5));
    bump(
        loop, () -> order.add("decide " + (ticker.nanos() == begun ? "at once" : "after a pause")));
    assertEquals(
        List.of(
            "decide at once",
            "begin acme",
            "decide at once",
            "end",
            "begin acme",
            "decide after a pause",
            "end"),
        order);
  }

  /** It would lose, too, at the expense of the database. */
  @Test
  void thoseThatWaitAfterOneWithTheLockAreMadeWithTheLockAtOnce() throws Exception {
    ChangeLoop loop = loop(new Noting(false), Duration.ofMinutes(1));
    FutureTask<Organization> newcomer = newcomer(loop);
    store.answering(false);
    bump(
        loop,
        () -> {
          order.add("old");
          if (order.size() == 1) {
            awaitWaiting(start(newcomer));
          }
        });
    newcomer.get();
    assertEquals(List.of("old", "begin acme", "old", "end", "begin acme", "new", "end"), order);
    order.clear();
    bump(loop, () -> order.add("later"));
    assertEquals(List.of("later"), order, "nobody waited, so the contention is forgotten");
  }

  @Test
  void inATransactionOfTheApplicationAChangeIsMadeWithTheLockAtOnce() {
    ChangeLoop loop = loop(new Noting(true), Duration.ofSeconds(5));
    loop.read(Fixture.APPLICATION, Target.of(ORG), now -> "read");
    assertEquals(List.of(), order, "a read locks nothing");
    bump(loop, () -> order.add("decide"));
    assertEquals(List.of("begin acme", "decide", "end"), order);
  }

  @Test
  void theQueueForgetsAnOrganizationWithItsLastChange() throws InterruptedException {
    ChangeQueue queue = new ChangeQueue();
    assertTrue(queue.enter(ORG, 0));
    assertTrue(queue.enter(OTHER_ORG, 0), "neighbours do not wait");
    assertFalse(succeeds(new FutureTask<>(() -> queue.enter(ORG, 1) ? ORG : null)));
    queue.leave(OTHER_ORG);
    assertFalse(queue.needsLock(OTHER_ORG));
    queue.requireLock(ORG);
    assertTrue(queue.needsLock(ORG));
    queue.leave(ORG);
    assertFalse(queue.needsLock(ORG));
  }

  private FutureTask<Organization> newcomer(ChangeLoop loop) {
    return new FutureTask<>(() -> bump(loop, () -> order.add("new")));
  }

  private static Organization bump(ChangeLoop loop, Runnable first) {
    return loop.change(
        Fixture.APPLICATION,
        Target.of(ORG),
        now -> {
          first.run();
          return Fixture.rules().organizations().bumpRevision(now);
        });
  }

  private static Thread start(Runnable task) {
    Thread thread = new Thread(task);
    thread.start();
    return thread;
  }

  private static void awaitWaiting(Thread thread) {
    while (thread.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
  }

  private static boolean succeeds(FutureTask<?> task) {
    start(task);
    try {
      return task.get() != null;
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ChangeLoop loop(ApiKeyStore over, Duration deadline) {
    return loop(over, new FakeTicker(), deadline);
  }

  private static ChangeLoop loop(ApiKeyStore over, FakeTicker ticker, Duration deadline) {
    return new ChangeLoop(
        over,
        Fixture.context((organization, revision) -> {}),
        ticker,
        new Entropy(new SplittableRandom(3)),
        deadline);
  }
}
