package io.claviger.store.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.claviger.store.tck.internal.Race;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SettableBackgroundTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final SettableBackground background = new SettableBackground();
  private final List<String> done = new ArrayList<>();

  @Test
  void doesNothingByItself() {
    background.execute(task("now"));
    background.schedule(task("later"), Duration.ZERO);

    assertEquals(List.of(), done);
  }

  @Test
  void doesWhatWaitsInItsOrderAndOnce() {
    background.execute(task("first"));
    background.execute(task("second"));
    background.schedule(task("later"), Duration.ZERO);

    background.runAll();
    background.runAll();

    assertEquals(List.of("first", "second"), done);
  }

  @Test
  void doesWhatTasksAddToo() {
    background.execute(() -> background.execute(task("added")));

    background.runAll();

    assertEquals(List.of("added"), done);
  }

  @Test
  void doesWhatComesDueInTheOrderOfItsTime() {
    background.schedule(task("second"), SECOND.multipliedBy(2));
    background.schedule(task("first"), SECOND);
    background.schedule(task("also first"), SECOND);
    background.schedule(task("third"), SECOND.multipliedBy(3));
    background.execute(task("now"));

    background.advance(SECOND.minusNanos(1));
    assertEquals(List.of(), done);

    background.advance(Duration.ofNanos(1));
    assertEquals(List.of("first", "also first"), done);

    background.advance(SECOND);
    assertEquals(List.of("first", "also first", "second"), done);
  }

  @Test
  void whatIsScheduledCountsFromThatTimeOn() {
    background.advance(SECOND);
    background.schedule(task("later"), SECOND);

    background.advance(SECOND.minusNanos(1));
    assertEquals(List.of(), done);

    background.advance(Duration.ofNanos(1));
    assertEquals(List.of("later"), done);
  }

  @Test
  void whatIsDoneEverySecondIsDoneThreeTimesInThree() {
    everySecond();

    background.advance(SECOND.multipliedBy(3).plusNanos(1));
    assertEquals(List.of("tick", "tick", "tick"), done);

    background.advance(SECOND);
    assertEquals(4, done.size());
  }

  @Test
  void doesNotGoBack() {
    assertThrows(IllegalArgumentException.class, () -> background.advance(Duration.ofNanos(-1)));
  }

  @Test
  void whatATaskThrowsIsThrownAndTheRestWaitsOn() {
    IllegalStateException bug = new IllegalStateException("a bug");
    background.execute(() -> fail(bug));
    background.execute(task("now"));
    background.schedule(() -> fail(bug), SECOND);
    background.schedule(task("later"), SECOND);

    assertEquals(bug, assertThrows(IllegalStateException.class, background::runAll));
    assertEquals(bug, assertThrows(IllegalStateException.class, () -> background.advance(SECOND)));
    assertEquals(List.of(), done);

    background.runAll();
    background.advance(Duration.ZERO);
    assertEquals(List.of("now", "later"), done);
  }

  @Test
  void losesNothingOfManyThreads() throws Exception {
    AtomicInteger ran = new AtomicInteger();
    Callable<Boolean> busy =
        () -> {
          for (int i = 0; i < 1000; i++) {
            background.execute(ran::incrementAndGet);
            background.schedule(ran::incrementAndGet, SECOND);
            background.runAll();
            background.advance(SECOND);
          }
          return true;
        };

    Race.run(Collections.nCopies(4, busy));
    background.advance(SECOND);

    assertEquals(8000, ran.get());
  }

  @Test
  void losesNoTimeOfManyThreads() throws Exception {
    Callable<Boolean> thousandSeconds =
        () -> {
          for (int i = 0; i < 1000; i++) {
            background.advance(SECOND);
          }
          return true;
        };
    background.schedule(task("later"), SECOND.multipliedBy(4000).plusNanos(1));

    Race.run(Collections.nCopies(4, thousandSeconds));
    assertEquals(List.of(), done);

    background.advance(Duration.ofNanos(1));
    assertEquals(List.of("later"), done);
  }

  private void everySecond() {
    background.schedule(
        () -> {
          done.add("tick");
          everySecond();
        },
        SECOND);
  }

  private Runnable task(String name) {
    return () -> done.add(name);
  }

  private static void fail(RuntimeException bug) {
    throw bug;
  }
}
