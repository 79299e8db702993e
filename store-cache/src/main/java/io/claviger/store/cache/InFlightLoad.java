package io.claviger.store.cache;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * One read of the store, for all who want the same at the same time. What was changed meanwhile is
 * marked on it, since nobody knows on which side of the change it read. Thread-safe.
 *
 * @param <V> what it finds
 */
final class InFlightLoad<V> {
  private final Moment begun;
  private final CompletableFuture<V> result = new CompletableFuture<>();
  private final CompletableFuture<Void> end = new CompletableFuture<>();

  /** Each with the number of those that were there before it. */
  private final ConcurrentMap<Record, Integer> marks = new ConcurrentHashMap<>();

  private volatile boolean abandoned;
  private volatile boolean failedAlone;

  InFlightLoad(Moment begun) {
    this.begun = begun;
    var unused = result.whenComplete((found, e) -> end.complete(null));
  }

  /** Before its read began. */
  Moment begun() {
    return begun;
  }

  CompletableFuture<V> result() {
    return result;
  }

  /** Done when it has completed or was given up, whichever comes first. */
  CompletableFuture<Void> end() {
    return end;
  }

  /** These organizations and public keys were changed while it was in flight. */
  synchronized void mark(Set<? extends Record> changed) {
    changed.forEach(each -> marks.putIfAbsent(each, marks.size()));
  }

  /** How many were changed so far. */
  int marks() {
    return marks.size();
  }

  boolean isMarked(Record subject) {
    return marks.containsKey(subject);
  }

  /** Whether it is among the first so many that were changed. */
  boolean isMarked(Record subject, int first) {
    Integer place = marks.get(subject);
    return place != null && place < first;
  }

  /** Whether nobody marks it any more: it takes too long and was replaced, or it has failed. */
  boolean isAbandoned() {
    return abandoned;
  }

  void abandon() {
    disown();
    end.complete(null);
  }

  /** It has ended otherwise: what may still be read for it is not kept. */
  void disown() {
    abandoned = true;
  }

  void fail(Throwable cause) {
    failedAlone = Thread.currentThread().isInterrupted() || cause instanceof StackOverflowError;
    result.completeExceptionally(cause);
  }

  /** Whether it failed for a reason that concerns none but the thread that read. */
  boolean hasFailedAlone() {
    return failedAlone;
  }
}
