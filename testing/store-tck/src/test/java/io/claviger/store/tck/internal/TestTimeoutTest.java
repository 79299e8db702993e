package io.claviger.store.tck.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class TestTimeoutTest {
  @Test
  void whoDoesNotAnswerIsToldWithTheMend() {
    AssertionError error =
        assertThrows(
            AssertionError.class,
            () -> TestTimeout.await(new CompletableFuture<>(), Duration.ZERO));

    assertEquals(
        "no answer within 0 s; a slow store is given more by -Dclaviger.tck.timeout (seconds),"
            + " and each test by an @Timeout",
        error.getMessage());
  }

  @Test
  void whoAnswersIsHeard() throws Exception {
    assertEquals("here", TestTimeout.await(CompletableFuture.completedFuture("here")));
  }
}
