package io.claviger.internal.management;

import io.claviger.model.OrganizationId;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Lets one change of an organization proceed at a time, in the order in which they came. Keeps
 * something in memory only for organizations that are being changed. Thread-safe.
 */
final class ChangeQueue {
  private final Set<Change> running = ConcurrentHashMap.newKeySet();
  private final ConcurrentMap<OrganizationId, Queue> queues = new ConcurrentHashMap<>();

  private record Change(Thread thread, OrganizationId organization) {}

  /** The changes of one organization: the one that has its turn, and those that wait. */
  private static final class Queue {
    final ReentrantLock turn = new ReentrantLock(true);

    /** The number of changes in the queue; guarded by the map. */
    int changes;

    /** True after a change that had its turn has lost. */
    volatile boolean needsLock;
  }

  /**
   * Begins a change, which ends with {@link #end}. Refuses one that a directory makes while it is
   * asked about a change of the same organization: the outer change would lose against it, or wait
   * for its own lock.
   */
  void begin(OrganizationId organization) {
    if (!running.add(new Change(Thread.currentThread(), organization))) {
      throw new IllegalStateException(
          "this change of organization "
              + organization
              + " was called from a directory that is asked about another change of it; call it"
              + " before or after that change");
    }
  }

  /** Ends a change. */
  void end(OrganizationId organization) {
    running.remove(new Change(Thread.currentThread(), organization));
  }

  /**
   * Waits for the turn, which the thread gives back with {@link #leave}. Returns false if it does
   * not come within this time.
   */
  boolean enter(OrganizationId organization, long nanos) throws InterruptedException {
    Queue queue = queues.compute(organization, (id, present) -> joined(present));
    boolean entered = false;
    try {
      // A free turn is taken even by an interrupted thread, unless others wait for it.
      entered =
          (!queue.turn.hasQueuedThreads() && queue.turn.tryLock())
              || queue.turn.tryLock(nanos, TimeUnit.NANOSECONDS);
      return entered;
    } finally {
      if (!entered) {
        remove(organization);
      }
    }
  }

  /** Returns whether {@link #requireLock} was called since the queue was empty. */
  boolean needsLock(OrganizationId organization) {
    Queue queue = queues.get(organization);
    return queue != null && queue.needsLock;
  }

  /** Lets this change and all that follow be made with the lock, until the queue is empty. */
  void requireLock(OrganizationId organization) {
    Queue queue = queues.get(organization);
    if (queue != null) {
      queue.needsLock = true;
    }
  }

  /** Gives the turn to the next change. */
  void leave(OrganizationId organization) {
    Queue queue = queues.get(organization);
    if (queue != null) {
      queue.turn.unlock();
      remove(organization);
    }
  }

  private static Queue joined(@Nullable Queue present) {
    Queue queue = present == null ? new Queue() : present;
    queue.changes++;
    return queue;
  }

  private void remove(OrganizationId organization) {
    queues.computeIfPresent(organization, (id, queue) -> --queue.changes == 0 ? null : queue);
  }
}
