package io.claviger.simulation;

import io.claviger.test.SettableExecutor;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** The background of a node: its tasks are events of the scheduler. */
final class Background extends SettableExecutor {
  private final Scheduler scheduler;
  private final Node node;
  private final Faults faults;

  Background(Scheduler scheduler, Node node, Faults faults) {
    this.scheduler = scheduler;
    this.node = node;
    this.faults = faults;
  }

  @Override
  public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
    SettableExecutor ofTask = new SettableExecutor();
    ScheduledFuture<?> future = ofTask.schedule(task, 0, unit);
    scheduler.after(
        unit.toNanos(delay) + faults.lateness(),
        () -> node.whenAwake(() -> ofTask.advance(Duration.ZERO)));
    return future;
  }

  @Override
  public void execute(Runnable task) {
    var unused = schedule(task, 0, TimeUnit.NANOSECONDS);
  }
}
