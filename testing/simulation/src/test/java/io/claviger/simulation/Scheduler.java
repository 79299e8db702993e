package io.claviger.simulation;

import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * Virtual time, and what is due when. Everything runs in the thread that calls {@link #runUntil}.
 *
 * <p>A call that takes time calls {@link #pass}: other events run meanwhile, nested in that call.
 * So a read of the store is overtaken by changes, polls and other reads, as if these had threads of
 * their own. What is nested ends before what it is nested in, which makes the outer call late.
 */
final class Scheduler {
  /** More levels would find nothing new, and make outer calls last for ever. */
  static final int MAX_DEPTH = 3;

  private record Event(long due, long number, Runnable task) {}

  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparingLong(Event::due).thenComparingLong(Event::number));
  private long now;
  private long numbered;
  private int depth;
  private boolean stopped;

  /** Returns the true time in nanoseconds, which begins at 0. */
  long now() {
    return now;
  }

  /** Runs the task after these nanoseconds, or later if the thread is busy. */
  void after(long nanos, Runnable task) {
    events.add(new Event(now + nanos, numbered++, task));
  }

  /** Runs what is due until then. */
  void runUntil(long end) {
    while (!stopped && !events.isEmpty() && events.element().due <= end) {
      Event event = events.remove();
      now = Math.max(now, event.due);
      event.task.run();
    }
    now = Math.max(now, end);
  }

  /** Lets time pass for a call, while other events run; none at the deepest level. */
  void pass(long nanos) {
    if (depth < MAX_DEPTH) {
      depth++;
      runUntil(now + nanos);
      depth--;
    }
  }

  /** Drops everything that is due, so that all nested calls return soon. */
  void stop() {
    stopped = true;
  }

  boolean isStopped() {
    return stopped;
  }
}
