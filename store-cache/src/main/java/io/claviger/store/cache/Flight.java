package io.claviger.store.cache;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

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
  private volatile Set<Record> marks = Set.of();
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

  /** The organizations and public keys that were changed while it was in the air; immutable. */
  Set<Record> marks() {
    return marks;
  }

  synchronized void mark(Set<? extends Record> changed) {
    Set<Record> more = new HashSet<>(marks);
    more.addAll(changed);
    marks = Set.copyOf(more);
  }

  /** It takes too long: another one has taken its place, and nobody marks it any more. */
  boolean isAbandoned() {
    return abandoned;
  }

  void abandon() {
    abandoned = true;
    end.complete(null);
  }
}
