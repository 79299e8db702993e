package io.claviger.store.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.PublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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

    assertEquals(Set.of(), first.marks());
    assertEquals(Set.of(key), second.marks());
    assertEquals(Set.of(key, later), first.flight().marks());
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
  }

  @Test
  void oneThatTakesTooLongIsGivenUpAtTheNextMark() {
    Flights.Seat<String> slow = board();
    scene.pass(PATIENCE.minusNanos(1));
    flights.mark(Set.of(key));
    assertEquals(Set.of(key), slow.flight().marks());
    assertFalse(slow.flight().isAbandoned());

    scene.pass(Duration.ofNanos(1));
    flights.mark(Set.of(scene.samples.publicKey()));

    assertTrue(slow.flight().isAbandoned());
    assertEquals(Set.of(key), slow.flight().marks(), "it gathers no more");
    assertNull(flights.to(key));
  }
}
