package io.claviger.store.cache;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * One read of the store, which several requests wait for. A change during the read marks the load,
 * since the read may have seen the state before or after the change. Thread-safe.
 *
 * @param <V> the type of the result
 */
final class InFlightLoad<V> {
  /** Is taken before the read begins. */
  final Moment begun;

  final CompletableFuture<V> result = new CompletableFuture<>();

  /** Is done when the load has completed or was abandoned, whichever comes first. */
  final CompletableFuture<Void> end = new CompletableFuture<>();

  /** Maps each changed object to the number of marks before it; null before the first mark. */
  private volatile @Nullable ConcurrentMap<Record, Integer> marks;

  private volatile boolean abandoned;
  private volatile boolean failedAlone;

  InFlightLoad(Moment begun) {
    this.begun = begun;
    var unused = result.whenComplete((found, e) -> end.complete(null));
  }

  /** Notes that these organizations and public keys were changed during the load. */
  synchronized void mark(Set<? extends Record> changed) {
    ConcurrentMap<Record, Integer> all = marks == null ? new ConcurrentHashMap<>() : marks;
    changed.forEach(each -> all.putIfAbsent(each, all.size()));
    marks = all;
  }

  int marks() {
    ConcurrentMap<Record, Integer> all = marks;
    return all == null ? 0 : all.size();
  }

  boolean isMarked(Record subject) {
    return isMarked(subject, Integer.MAX_VALUE);
  }

  /** Returns whether it is among the first marks. */
  boolean isMarked(Record subject, int first) {
    ConcurrentMap<Record, Integer> all = marks;
    Integer place = all == null ? null : all.get(subject);
    return place != null && place < first;
  }

  /** Returns whether changes do not mark it any more: it was replaced, or it has failed. */
  boolean isAbandoned() {
    return abandoned;
  }

  void abandon() {
    disown();
    end.complete(null);
  }

  /** Makes sure that a result which still arrives is not cached. */
  void disown() {
    abandoned = true;
  }

  void fail(Throwable cause) {
    failedAlone = Thread.currentThread().isInterrupted() || cause instanceof StackOverflowError;
    result.completeExceptionally(cause);
  }

  /** Returns whether it failed for a reason that concerns the reading thread only. */
  boolean hasFailedAlone() {
    return failedAlone;
  }
}
