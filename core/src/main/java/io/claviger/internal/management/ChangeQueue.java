package io.claviger.internal.management;

import io.claviger.model.OrganizationId;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Lets one change of an organization proceed at a time, in the order in which they came. Keeps
 * something in memory only for organizations whose changes are in the queue. Thread-safe.
 */
final class ChangeQueue {
  private final ConcurrentMap<OrganizationId, Line> lines = new ConcurrentHashMap<>();

  /** The changes of one organization: the one that has its turn, and those that wait. */
  private static final class Line {
    /** A nested change of the same thread, made by a directory, does not wait for itself. */
    final ReentrantLock turn = new ReentrantLock(true);

    /** The number of changes in the line; guarded by the map. */
    int changes;

    volatile boolean contended;
  }

  /** Returns whether a change of the organization has its turn or waits for it. */
  boolean hasLine(OrganizationId organization) {
    return lines.containsKey(organization);
  }

  /**
   * Waits for the turn, which the thread gives back with {@link #leave}. Returns false if it does
   * not come within this time.
   */
  boolean enter(OrganizationId organization, long nanos) throws InterruptedException {
    Line line = lines.compute(organization, (id, present) -> joined(present));
    boolean entered = false;
    try {
      entered = line.turn.tryLock(nanos, TimeUnit.NANOSECONDS);
      return entered;
    } finally {
      if (!entered) {
        drop(organization);
      }
    }
  }

  /** Returns whether a change in the line, maybe an earlier one, was {@link #contend contended}. */
  boolean isContended(OrganizationId organization) {
    Line line = lines.get(organization);
    return line != null && line.contended;
  }

  /** Marks the line: its changes lose against other processes, although they have their turn. */
  void contend(OrganizationId organization) {
    Line line = lines.get(organization);
    if (line != null) {
      line.contended = true;
    }
  }

  /** Gives the turn to the next change. */
  void leave(OrganizationId organization) {
    Line line = lines.get(organization);
    if (line != null) {
      line.turn.unlock();
      drop(organization);
    }
  }

  private static Line joined(@Nullable Line present) {
    Line line = present == null ? new Line() : present;
    line.changes++;
    return line;
  }

  private void drop(OrganizationId organization) {
    lines.computeIfPresent(organization, (id, line) -> --line.changes == 0 ? null : line);
  }
}
