package io.claviger.store.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.PublicKey;
import io.claviger.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/** Who flies with whom, and what is marked on a flight; reads begin when a test lets them. */
class FlightsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final Scene scene = new Scene();
  private final PublicKey key = scene.samples.publicKey();
  private final List<Runnable> reads = new ArrayList<>();
  private final Flights<PublicKey, String> flights =
      new Flights<>(new Clocks(scene.ticker, scene.wall), reads::add, PATIENCE);

  private Flights.Seat<String> board() {
    return flights.board(key, flight -> "found");
  }

  @Test
  void theSecondJoinsTheFirst() {
    Flights.Seat<String> first = board();
    Flights.Seat<String> second = board();

    assertTrue(first.own());
    assertFalse(second.own());
    assertSame(first.flight(), second.flight());
    reads.get(0).run();
    assertEquals("found", flights.await(first, 0));
    assertEquals("found", flights.await(second, 0));
    assertEquals(1, reads.size());
  }

  @Test
  void whoComesWhenItHasLandedStartsAnother() {
    Flights.Seat<String> first = board();
    reads.get(0).run();

    assertNotSame(first.flight(), board().flight());
  }

  @Test
  void aSeatKnowsTheMarksThatWereThereBefore() {
    Flights.Seat<String> first = board();
    flights.mark(Set.of(key));
    Flights.Seat<String> second = board();
    PublicKey later = scene.samples.publicKey();
    flights.mark(Set.of(later));

    flights.mark(Set.of(key));

    assertFalse(first.isBehindChangeOf(key));
    assertTrue(second.isBehindChangeOf(key));
    assertFalse(second.isBehindChangeOf(later));
    assertTrue(first.flight().isMarked(key));
    assertTrue(first.flight().isMarked(later));
    assertFalse(first.flight().isMarked(scene.samples.publicKey()));
  }

  @Test
  void oneThatTakesTooLongIsReplaced() {
    Flights.Seat<String> slow = board();
    scene.pass(PATIENCE.minusNanos(1));
    assertFalse(board().own());

    scene.pass(Duration.ofNanos(1));
    Flights.Seat<String> next = board();

    assertTrue(next.own());
    assertTrue(slow.flight().isAbandoned());
    assertFalse(next.flight().isAbandoned());
    reads.get(0).run();
    assertSame(next.flight(), flights.to(key), "the old one does not take it along");
    assertNull(flights.await(slow, 0), "who waited for it goes on at once");
  }

  /** Of a store that was away for long, nobody waits any more for most of what was to be read. */
  @Test
  void oneThatIsGivenUpBeforeItBeganReadsNothing() {
    List<String> read = new ArrayList<>();
    Flights.Seat<String> slow = flights.board(key, flight -> "read" + read.add("first"));
    scene.pass(PATIENCE);
    Flights.Seat<String> next = flights.board(key, flight -> "read" + read.add("second"));

    reads.forEach(Runnable::run);

    assertEquals(List.of("second"), read);
    assertNull(flights.await(slow, 0));
    assertEquals("readtrue", flights.await(next, 0));
  }

  /** As pools do that take the work and then get no thread for it. */
  @Test
  void oneWhoseExecutorTookItAndThrewReadsNothing() {
    List<String> read = new ArrayList<>();
    Flights<PublicKey, String> refused =
        new Flights<>(
            new Clocks(scene.ticker, scene.wall),
            work -> {
              reads.add(work);
              throw new OutOfMemoryError("no thread");
            },
            PATIENCE);
    Flights.Seat<String> seat = refused.board(key, flight -> "read" + read.add("late"));

    assertThrows(OutOfMemoryError.class, () -> refused.await(seat, 0));
    assertNull(refused.to(key));
    reads.get(0).run();
    assertEquals(List.of(), read);
    assertTrue(seat.flight().isAbandoned(), "nobody marks it any more");
  }

  @Test
  void aCancellationInTheStoreIsTroubleOfTheStore() {
    Flights.Seat<String> seat =
        flights.board(
            key,
            flight -> {
              throw new CancellationException("of a future of the store's");
            });
    reads.get(0).run();

    StoreException trouble = assertThrows(StoreException.class, () -> flights.await(seat, 0));
    assertEquals(StoreException.Kind.FAULT, trouble.kind());
    assertInstanceOf(CancellationException.class, trouble.getCause());
  }

  @Test
  void aStackThatWasTooDeepIsNoTroubleOfOthers() {
    Flights.Seat<String> own =
        flights.board(
            key,
            flight -> {
              throw new StackOverflowError();
            });
    Flights.Seat<String> other = board();
    reads.get(0).run();

    assertThrows(StackOverflowError.class, () -> flights.await(own, 0));
    assertNull(flights.await(other, 0), "it takes another one");
  }

  @Test
  void whatOneHasBroughtIsThereThoughItIsGivenUpThen() {
    Flights.Seat<String> slow = board();
    reads.get(0).run();
    slow.flight().abandon();

    assertEquals("found", flights.await(slow, 0));
  }

  @Test
  void oneThatTakesTooLongIsGivenUpAtTheNextMark() {
    Flights.Seat<String> slow = board();
    scene.pass(PATIENCE.minusNanos(1));
    flights.mark(Set.of(key));
    assertTrue(slow.flight().isMarked(key));
    assertFalse(slow.flight().isAbandoned());

    scene.pass(Duration.ofNanos(1));
    PublicKey later = scene.samples.publicKey();
    flights.mark(Set.of(later));

    assertTrue(slow.flight().isAbandoned());
    assertFalse(slow.flight().isMarked(later), "it gathers no more");
    assertNull(flights.to(key));
  }
}
