package io.claviger.store.jdbc.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class WriteTurnsTest {
  @Test
  void oneIsGivenAtATime() throws Failure {
    WriteTurns turns = WriteTurns.oneAtATime(Duration.ZERO);
    turns.take();
    assertEquals(Trouble.UNREACHABLE, assertThrows(Failure.class, turns::take).trouble());
    turns.giveBack();
    turns.take();
  }

  @Test
  void anInterruptEndsTheWaitAndStays() throws Failure {
    WriteTurns turns = WriteTurns.oneAtATime(Duration.ofHours(1));
    turns.take();
    Thread.currentThread().interrupt();
    Failure failure = assertThrows(Failure.class, turns::take);
    assertTrue(Thread.interrupted());
    assertEquals(Trouble.UNREACHABLE, failure.trouble());
  }

  @Test
  void whatIsFreeNeedsNoWaitThatAnInterruptCouldEnd() throws Failure {
    WriteTurns turns = WriteTurns.oneAtATime(Duration.ofHours(1));
    Thread.currentThread().interrupt();
    turns.take();
    assertTrue(Thread.interrupted());
  }

  @Test
  void whereTheDatabaseSeesToItEverybodyHasOne() throws Failure {
    WriteTurns turns = WriteTurns.unlimited();
    turns.take();
    turns.take();
    turns.giveBack();
    turns.giveBack();
  }
}
