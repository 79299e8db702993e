package io.claviger.store.jdbc.internal.transaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.store.jdbc.internal.dialect.ErrorKind;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class WriteTurnsTest {
  @Test
  void oneIsGivenAtATime() throws DatabaseException {
    WriteTurns turns = WriteTurns.oneAtATime(Duration.ZERO);
    turns.take();
    assertEquals(ErrorKind.UNREACHABLE, assertThrows(DatabaseException.class, turns::take).kind());
    turns.giveBack();
    turns.take();
  }

  @Test
  void anInterruptEndsTheWaitAndStays() throws DatabaseException {
    WriteTurns turns = WriteTurns.oneAtATime(Duration.ofHours(1));
    turns.take();
    Thread.currentThread().interrupt();
    DatabaseException failure = assertThrows(DatabaseException.class, turns::take);
    assertTrue(Thread.interrupted());
    assertEquals(ErrorKind.UNREACHABLE, failure.kind());
  }

  @Test
  void whatIsFreeNeedsNoWaitThatAnInterruptCouldEnd() throws DatabaseException {
    WriteTurns turns = WriteTurns.oneAtATime(Duration.ofHours(1));
    Thread.currentThread().interrupt();
    turns.take();
    assertTrue(Thread.interrupted());
  }

  @Test
  void whereTheDatabaseSeesToItEverybodyHasOne() throws DatabaseException {
    WriteTurns turns = WriteTurns.unlimited();
    turns.take();
    turns.take();
    turns.giveBack();
    turns.giveBack();
  }
}
