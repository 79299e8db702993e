package io.claviger.store.cache;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * One read of the store, for all who want the same at the same time. What was changed meanwhile is
 * marked on it, since nobody knows on which side of the change it read. Thread-safe.
 *
 * @param <V> what it brings
 */
final class Flight<V> {
  private final Moment begun;
  private final CompletableFuture<V> landing = new CompletableFuture<>();
  private final CompletableFuture<Void> end = new CompletableFuture<>();

  /** Each with the number of those that were there before it. */
  private final ConcurrentMap<Record, Integer> marks = new ConcurrentHashMap<>();

  private volatile boolean abandoned;

  Flight(Moment begun) {
    this.begun = begun;
    var unused = landing.whenComplete((found, e) -> end.complete(null));
  }

  /** Before its read began. */
  Moment begun() {
    return begun;
  }

  CompletableFuture<V> landing() {
    return landing;
  }

  /** Done when it has landed or was given up, whichever comes first. */
  CompletableFuture<Void> end() {
    return end;
  }

  /** These organizations and public keys were changed while it was in the air. */
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
}
