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
  /** The change after these finds out whether other processes still get in the way. */
  private static final int LOCKED_TURNS = 20;

  private final ConcurrentMap<OrganizationId, Queue> queues = new ConcurrentHashMap<>();

  /** The changes of one organization: the one that has its turn, and those that wait. */
  private static final class Queue {
    /** A nested change of the same thread, made by a directory, does not wait for itself. */
    final ReentrantLock turn = new ReentrantLock(true);

    /** The number of changes in the queue; guarded by the map. */
    int changes;

    /** The number of turns left whose changes are made with the lock; guarded by the turn. */
    int lockedTurns;
  }

  /** Returns whether a change of the organization has its turn or waits for it. */
  boolean isInUse(OrganizationId organization) {
    return queues.containsKey(organization);
  }

  /**
   * Waits for the turn, which the thread gives back with {@link #leave}. Returns false if it does
   * not come within this time.
   */
  boolean enter(OrganizationId organization, long nanos) throws InterruptedException {
    Queue queue = queues.compute(organization, (id, present) -> joined(present));
    boolean entered = false;
    try {
      entered = queue.turn.tryLock(nanos, TimeUnit.NANOSECONDS);
      return entered;
    } finally {
      if (!entered) {
        remove(organization);
      }
    }
  }

  /**
   * Returns whether an earlier change of the queue was {@link #markContended contended} a short
   * while ago. Only the change that has its turn may ask.
   */
  boolean isContended(OrganizationId organization) {
    Queue queue = queues.get(organization);
    return queue != null && queue.lockedTurns > 0;
  }

  /** Notes that the change that has its turn loses against other processes nevertheless. */
  void markContended(OrganizationId organization) {
    Queue queue = queues.get(organization);
    if (queue != null) {
      queue.lockedTurns = LOCKED_TURNS;
    }
  }

  /** Gives the turn to the next change. */
  void leave(OrganizationId organization) {
    Queue queue = queues.get(organization);
    if (queue != null) {
      if (queue.lockedTurns > 0) {
        queue.lockedTurns--;
      }
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
