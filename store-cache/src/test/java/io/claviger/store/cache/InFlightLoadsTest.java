package io.claviger.store.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.PublicKey;
import io.claviger.model.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/** Requests join loads, and changes mark them; reads begin when a test lets them. */
class InFlightLoadsTest {
  private static final Duration LOAD_TIMEOUT = Duration.ofSeconds(3);

  private final CacheFixture fixture = new CacheFixture();
  private final PublicKey key = fixture.samples.publicKey();
  private final List<Runnable> reads = new ArrayList<>();
  private final InFlightLoads<PublicKey, String> loads =
      new InFlightLoads<>(new Clocks(fixture.ticker, fixture.wall), reads::add, LOAD_TIMEOUT);

  private InFlightLoads.Waiter<String> join() {
    return loads.join(key, () -> {}, load -> "found");
  }

  @Test
  void theSecondJoinsTheFirst() {
    InFlightLoads.Waiter<String> first = join();
    InFlightLoads.Waiter<String> second = join();

    assertTrue(first.own());
    assertFalse(second.own());
    assertSame(first.load(), second.load());
    reads.get(0).run();
    assertEquals("found", loads.await(first, 0));
    assertEquals("found", loads.await(second, 0));
    assertEquals(1, reads.size());
  }

  @Test
  void whoComesWhenItHasCompletedStartsAnother() {
    InFlightLoads.Waiter<String> first = join();
    reads.get(0).run();

    assertNotSame(first.load(), join().load());
  }

  @Test
  void aWaiterKnowsTheMarksThatWereThereBefore() {
    InFlightLoads.Waiter<String> first = join();
    loads.mark(Set.of(key));
    InFlightLoads.Waiter<String> second = join();
    PublicKey later = fixture.samples.publicKey();
    loads.mark(Set.of(later));

    loads.mark(Set.of(key));

    assertFalse(first.joinedAfterChangeOf(key));
    assertTrue(second.joinedAfterChangeOf(key));
    assertFalse(second.joinedAfterChangeOf(later));
    assertTrue(first.load().isMarked(key));
    assertTrue(first.load().isMarked(later));
    assertFalse(first.load().isMarked(fixture.samples.publicKey()));
  }

  @Test
  void oneThatTakesTooLongIsReplaced() {
    InFlightLoads.Waiter<String> slow = join();
    fixture.pass(LOAD_TIMEOUT.minusNanos(1));
    assertFalse(join().own());

    fixture.pass(Duration.ofNanos(1));
    InFlightLoads.Waiter<String> next = join();

    assertTrue(next.own());
    assertTrue(slow.load().isAbandoned());
    assertFalse(next.load().isAbandoned());
    reads.get(0).run();
    assertSame(next.load(), join().load(), "the old one does not take it along");
    assertNull(loads.await(slow, 0), "who waited for it goes on at once");
  }

  /** After a long failure of the store, no request waits for most of the queued reads any more. */
  @Test
  void oneThatIsGivenUpBeforeItBeganReadsNothing() {
    List<String> read = new ArrayList<>();
    InFlightLoads.Waiter<String> slow =
        loads.join(key, () -> {}, load -> "read" + read.add("first"));
    fixture.pass(LOAD_TIMEOUT);
    InFlightLoads.Waiter<String> next =
        loads.join(key, () -> {}, load -> "read" + read.add("second"));

    reads.forEach(Runnable::run);

    assertEquals(List.of("second"), read);
    assertNull(loads.await(slow, 0));
    assertEquals("readtrue", loads.await(next, 0));
  }

  /** Some pools accept work and then have no thread for it. */
  @Test
  void oneWhoseExecutorTookItAndThrewReadsNothing() {
    List<String> read = new ArrayList<>();
    InFlightLoads<PublicKey, String> refused =
        new InFlightLoads<>(
            new Clocks(fixture.ticker, fixture.wall),
            work -> {
              reads.add(work);
              throw new OutOfMemoryError("no thread");
            },
            LOAD_TIMEOUT);
    InFlightLoads.Waiter<String> waiter =
        refused.join(key, () -> {}, load -> "read" + read.add("late"));

    assertThrows(OutOfMemoryError.class, () -> refused.await(waiter, 0));
    assertFalse(refused.isUnderWay(key));
    reads.get(0).run();
    assertEquals(List.of(), read);
    assertTrue(waiter.load().isAbandoned(), "nobody marks it any more");
  }

  @Test
  void aCancellationInTheStoreIsTroubleOfTheStore() {
    InFlightLoads.Waiter<String> waiter =
        loads.join(
            key,
            () -> {},
            load -> {
              throw new CancellationException("of a future of the store's");
            });
    reads.get(0).run();

    StoreException trouble = assertThrows(StoreException.class, () -> loads.await(waiter, 0));
    assertEquals(StoreException.Kind.FAULT, trouble.kind());
    assertInstanceOf(CancellationException.class, trouble.getCause());
  }

  @Test
  void aStackThatWasTooDeepIsNoTroubleOfOthers() {
    InFlightLoads.Waiter<String> own =
        loads.join(
            key,
            () -> {},
            load -> {
              throw new StackOverflowError();
            });
    InFlightLoads.Waiter<String> other = join();
    reads.get(0).run();

    assertThrows(StackOverflowError.class, () -> loads.await(own, 0));
    assertNull(loads.await(other, 0), "it takes another one");
  }

  @Test
  void whatOneHasBroughtIsThereThoughItIsGivenUpThen() {
    InFlightLoads.Waiter<String> slow = join();
    reads.get(0).run();
    slow.load().abandon();

    assertEquals("found", loads.await(slow, 0));
  }

  @Test
  void oneThatTakesTooLongIsGivenUpAtTheNextMark() {
    InFlightLoads.Waiter<String> slow = join();
    fixture.pass(LOAD_TIMEOUT.minusNanos(1));
    loads.mark(Set.of(key));
    assertTrue(slow.load().isMarked(key));
    assertFalse(slow.load().isAbandoned());

    fixture.pass(Duration.ofNanos(1));
    PublicKey later = fixture.samples.publicKey();
    loads.mark(Set.of(later));

    assertTrue(slow.load().isAbandoned());
    assertFalse(slow.load().isMarked(later), "it gathers no more");
    assertFalse(loads.isUnderWay(key));
  }
}
