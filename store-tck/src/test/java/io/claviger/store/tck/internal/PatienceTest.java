package io.claviger.store.tck.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PatienceTest {
  private static final String PROPERTY = "claviger.tck.patience";

  @AfterEach
  void forget() {
    System.clearProperty(PROPERTY);
  }

  @Test
  void isAMinuteUnlessItIsToldOtherwise() {
    assertEquals(Duration.ofMinutes(1), Patience.limit());

    System.setProperty(PROPERTY, "300");

    assertEquals(Duration.ofMinutes(5), Patience.limit());
  }

  @Test
  void whoDoesNotAnswerIsToldWithTheMend() {
    System.setProperty(PROPERTY, "0");

    AssertionError error =
        assertThrows(AssertionError.class, () -> Patience.await(new CompletableFuture<>()));

    assertEquals(
        "no answer within 0 s; a slow store is given more by -Dclaviger.tck.patience",
        error.getMessage());
  }
}
