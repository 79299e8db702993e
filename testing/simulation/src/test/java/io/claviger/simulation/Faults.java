package io.claviger.simulation;

import io.claviger.model.StoreException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** What goes wrong: with single calls of the store, with nodes, and with the database. */
final class Faults {
  private static final long MILLISECOND = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  /** How late a task in the background is at most. */
  static final long LATEST = 8 * SECOND;

  private final Scheduler scheduler;
  private final SplittableRandom random;
  private final Trace trace;
  private final int slow;
  private boolean active;
  private long outageUntil;

  Faults(Scenario scenario, Scheduler scheduler, SplittableRandom random, Trace trace) {
    this.slow = scenario.slow();
    this.scheduler = scheduler;
    this.random = random;
    this.trace = trace;
  }

  void begin() {
    active = true;
  }

  /** Ends all faults. */
  void end() {
    active = false;
    outageUntil = 0;
  }

  /** Returns how long a call of the store takes: usually milliseconds, rarely too long. */
  long delay() {
    if (!active) {
      return MILLISECOND;
    }
    if (random.nextInt(100) >= slow) {
      return between(MILLISECOND, 10 * MILLISECOND);
    }
    return random.nextInt(20) > 0
        ? between(10 * MILLISECOND, 5 * SECOND)
        : between(5 * SECOND, 15 * SECOND);
  }

  /** Returns how late a task in the background runs: usually not at all. */
  long lateness() {
    return active && random.nextInt(10) == 0 ? between(0, LATEST) : 0;
  }

  /** Throws an exception if the store cannot be reached now. */
  void perhapsRefuse() {
    if (active && (scheduler.now() < outageUntil || random.nextInt(100) == 0)) {
      throw new StoreException(StoreException.Kind.UNREACHABLE, "the store was not reached", null);
    }
  }

  /** Throws an exception instead of an answer, although the store has done what it was asked. */
  void perhapsLoseAnswer() {
    int lot = active ? random.nextInt(50) : 2;
    if (lot == 0) {
      throw new StoreException(StoreException.Kind.UNREACHABLE, "the answer was lost", null);
    }
    if (lot == 1) {
      throw new StoreException(StoreException.Kind.FAULT, "the answer cannot be read", null);
    }
  }

  /** Lets something happen to a node or to the database. */
  void strike(SimulatedStore store, List<Node> nodes) {
    Node node = nodes.get(random.nextInt(nodes.size()));
    switch (random.nextInt(12)) {
      case 0, 1 -> {
        outageUntil = scheduler.now() + between(0, 15 * SECOND);
        note(Timeline.NOBODY, "outage of s", (outageUntil - scheduler.now()) / SECOND);
      }
      case 2, 3 -> {
        long lost = between(0, 3 * SECOND);
        note(Timeline.NOBODY, "promotion loses ms", lost / MILLISECOND);
        store.promote(Math.max(0, scheduler.now() - lost));
      }
      case 4, 5, 6 -> node.upsetClock(between(SECOND, 40 * SECOND), random.nextBoolean());
      case 7, 8 -> node.sleep(between(SECOND, 60 * SECOND));
      case 9 -> night(nodes);
      default -> node.idle(between(SECOND, 20 * SECOND));
    }
  }

  /** Nobody asks for hours, and a node sleeps. */
  private void night(List<Node> nodes) {
    long hours = between(TimeUnit.HOURS.toNanos(1), TimeUnit.HOURS.toNanos(3));
    nodes.forEach(node -> node.idle(hours));
    nodes.get(0).sleep(hours);
  }

  private void note(int node, String what, Object subject) {
    trace.note(node, what, subject);
  }

  private long between(long least, long most) {
    return random.nextLong(least, most + 1);
  }
}
