package io.claviger.store.tck.revocation;

import io.claviger.Background;
import io.claviger.Ticker;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.PriorityBlockingQueue;

/** Runs what is due by a ticker that a test moves, on the thread that asks it to. Thread-safe. */
final class TickedBackground implements Background {
  private record Task(long due, Runnable work) implements Comparable<Task> {
    @Override
    public int compareTo(Task other) {
      return Long.compare(due, other.due);
    }
  }

  private final Ticker ticker;
  private final Queue<Runnable> soon = new ConcurrentLinkedQueue<>();
  private final PriorityBlockingQueue<Task> later = new PriorityBlockingQueue<>();

  TickedBackground(Ticker ticker) {
    this.ticker = ticker;
  }

  @Override
  public void execute(Runnable task) {
    soon.add(task);
  }

  @Override
  public void schedule(Runnable task, Duration delay) {
    later.add(new Task(ticker.nanos() + delay.toNanos(), task));
  }

  void runDue() {
    for (Runnable next = soon.poll(); next != null; next = soon.poll()) {
      next.run();
    }
    for (Task next = later.poll(); next != null; next = later.poll()) {
      if (next.due > ticker.nanos()) {
        later.add(next);
        return;
      }
      next.work.run();
    }
  }
}
