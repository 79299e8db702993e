package io.claviger.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SettableExecutorTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final SettableExecutor executor = new SettableExecutor();
  private final List<String> done = new ArrayList<>();

  @Test
  void doesNothingByItself() {
    executor.execute(task("now"));
    later(task("later"), Duration.ZERO);

    assertEquals(List.of(), done);
  }

  @Test
  void doesWhatWaitsInItsOrderAndOnce() {
    executor.execute(task("first"));
    executor.execute(task("second"));
    later(task("later"), Duration.ZERO);

    executor.runAll();
    executor.runAll();

    assertEquals(List.of("first", "second"), done);
  }

  @Test
  void doesWhatTasksAddToo() {
    executor.execute(() -> executor.execute(task("added")));

    executor.runAll();

    assertEquals(List.of("added"), done);
  }

  @Test
  void doesWhatComesDueInTheOrderOfItsTime() {
    later(task("second"), SECOND.multipliedBy(2));
    later(task("first"), SECOND);
    later(task("also first"), SECOND);
    later(task("third"), SECOND.multipliedBy(3));
    executor.execute(task("now"));

    executor.advance(SECOND.minusNanos(1));
    assertEquals(List.of(), done);

    executor.advance(Duration.ofNanos(1));
    assertEquals(List.of("first", "also first"), done);

    executor.advance(SECOND);
    assertEquals(List.of("first", "also first", "second"), done);
  }

  @Test
  void whatIsScheduledCountsFromThatTimeOn() {
    executor.advance(SECOND);
    later(task("later"), SECOND);

    executor.advance(SECOND.minusNanos(1));
    assertEquals(List.of(), done);

    executor.advance(Duration.ofNanos(1));
    assertEquals(List.of("later"), done);
  }

  @Test
  void whatIsDoneEverySecondIsDoneThreeTimesInThree() {
    everySecond();

    executor.advance(SECOND.multipliedBy(3).plusNanos(1));
    assertEquals(List.of("tick", "tick", "tick"), done);

    executor.advance(SECOND);
    assertEquals(4, done.size());
  }

  @Test
  void doesNotGoBack() {
    assertThrows(IllegalArgumentException.class, () -> executor.advance(Duration.ofNanos(-1)));
  }

  @Test
  void whatATaskThrowsIsThrownAndTheRestWaitsOn() {
    IllegalStateException bug = new IllegalStateException("a bug");
    executor.execute(() -> fail(bug));
    executor.execute(task("now"));
    Future<?> failed = executor.schedule(() -> fail(bug), 1, TimeUnit.SECONDS);
    later(task("later"), SECOND);

    assertEquals(bug, assertThrows(IllegalStateException.class, executor::runAll));
    assertEquals(List.of(), done);

    executor.runAll();
    executor.advance(SECOND);
    assertEquals(List.of("now", "later"), done);
    assertEquals(bug, assertThrows(ExecutionException.class, failed::get).getCause());
  }

  @Test
  void refusesTasksAndDropsThoseThatWaitOnceItIsShutDown() {
    executor.execute(task("now"));
    later(task("later"), SECOND);

    assertEquals(2, executor.shutdownNow().size());
    assertThrows(RejectedExecutionException.class, () -> executor.execute(task("more")));
    assertThrows(
        RejectedExecutionException.class,
        () -> executor.schedule(task("more"), 1, TimeUnit.SECONDS));
    executor.runAll();
    executor.advance(SECOND);

    assertEquals(List.of(), done);
    assertTrue(executor.isTerminated());
  }

  @Test
  void losesNothingOfManyThreads() throws Exception {
    AtomicInteger ran = new AtomicInteger();
    Callable<Boolean> busy =
        () -> {
          for (int i = 0; i < 1000; i++) {
            executor.execute(ran::incrementAndGet);
            later(ran::incrementAndGet, SECOND);
            executor.runAll();
            executor.advance(SECOND);
          }
          return true;
        };

    FourThreads.run(busy);
    executor.advance(SECOND);

    assertEquals(8000, ran.get());
  }

  @Test
  void losesNoTimeOfManyThreads() throws Exception {
    Callable<Boolean> thousandSeconds =
        () -> {
          for (int i = 0; i < 1000; i++) {
            executor.advance(SECOND);
          }
          return true;
        };
    later(task("later"), SECOND.multipliedBy(4000).plusNanos(1));

    FourThreads.run(thousandSeconds);
    assertEquals(List.of(), done);

    executor.advance(Duration.ofNanos(1));
    assertEquals(List.of("later"), done);
  }

  private void everySecond() {
    later(
        () -> {
          done.add("tick");
          everySecond();
        },
        SECOND);
  }

  private void later(Runnable task, Duration delay) {
    var unused = executor.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
  }

  private Runnable task(String name) {
    return () -> done.add(name);
  }

  private static void fail(RuntimeException bug) {
    throw bug;
  }
}
