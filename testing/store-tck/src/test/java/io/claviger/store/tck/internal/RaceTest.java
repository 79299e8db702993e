package io.claviger.store.tck.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A race that hid a failure would make the contract blind. */
class RaceTest {
  @Test
  void tellsResultsInTheOrderOfTheTasks() throws Exception {
    CountDownLatch second = new CountDownLatch(1);
    Callable<String> slow =
        () -> {
          assertTrue(second.await(10, TimeUnit.SECONDS));
          return "first";
        };
    Callable<String> fast =
        () -> {
          second.countDown();
          return "second";
        };

    assertEquals(List.of("first", "second"), Race.run(List.of(slow, fast)));
  }

  @Test
  void runsAllAtTheSameTime() throws Exception {
    CyclicBarrier meeting = new CyclicBarrier(3);
    Callable<Integer> meet = () -> meeting.await(10, TimeUnit.SECONDS);

    assertEquals(3, Race.run(List.of(meet, meet, meet)).stream().distinct().count());
  }

  @Test
  void throwsAFailedAssertionAsItIs() {
    AssertionError failure = new AssertionError("lost update");
    Callable<String> failing =
        () -> {
          throw failure;
        };

    assertEquals(
        failure,
        assertThrows(AssertionError.class, () -> Race.run(List.of(() -> "fine", failing))));
  }

  @Test
  void throwsAnExceptionWithItsCause() {
    IllegalStateException failure = new IllegalStateException("broken");
    Callable<String> failing =
        () -> {
          throw failure;
        };

    assertEquals(
        failure,
        assertThrows(ExecutionException.class, () -> Race.run(List.of(failing))).getCause());
  }

  @Test
  void repeatsWhileTheOtherIsBusy() throws Exception {
    CountDownLatch often = new CountDownLatch(1000);

    Race.during(() -> assertTrue(often.await(10, TimeUnit.SECONDS)), often::countDown);

    assertEquals(0, often.getCount());
  }

  @Test
  void failsWithTheRepeatedStep() {
    AtomicInteger repeated = new AtomicInteger();

    assertThrows(
        AssertionError.class,
        () -> Race.during(() -> {}, () -> assertEquals(0, repeated.incrementAndGet())));
  }

  @Test
  void endsTheRepetitionWhenTheOtherFails() {
    AssertionError failure = new AssertionError("refused");

    assertEquals(
        failure,
        assertThrows(
            AssertionError.class,
            () ->
                Race.during(
                    () -> {
                      throw failure;
                    },
                    () -> {})));
  }
}
