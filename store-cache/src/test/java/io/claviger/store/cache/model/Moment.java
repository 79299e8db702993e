package io.claviger.store.cache.model;

import io.claviger.store.cache.model.Cache.Slot;
import io.claviger.store.cache.model.Database.Value;
import java.util.Optional;

/** A state as one actor sees it whose turn it is. */
record Moment(State state, int me, Scenario scenario, Protocol protocol) {
  Cache cache() {
    return state.cache();
  }

  Slot slot(Worker worker) {
    return cache().slot(worker.key());
  }

  /** What the store answers for the key of this worker. */
  Value read(Worker worker) {
    return state.database().read(worker.key());
  }

  boolean has(Flaw flaw) {
    return protocol.has(flaw);
  }

  Step step(String what, Actor next) {
    return step(what, state, next);
  }

  Step step(String what, Cache cache, Actor next) {
    return step(what, state.with(cache), next);
  }

  Step step(String what, State after, Actor next) {
    return step(what, after.with(me, next), state.actors().get(me).atRest());
  }

  /** A step that nobody counts on: the store is in trouble. */
  Step trouble(String what, State after, Actor next) {
    return step(what, after.with(me, next), true);
  }

  /** The end of a request: it is handed this value at this instant. */
  Step answer(String what, Worker worker, Value value) {
    State after = state.withSeen(worker.key(), value.version()).with(me, worker.end(Hit.IDLE));
    return new Step(
        name(), what + value, after.tidy(), false, Invariants.broken(state, worker, value));
  }

  private Step step(String what, State after, boolean free) {
    return new Step(name(), what, after.tidy(), free, Optional.empty());
  }

  private String name() {
    return scenario.cast().get(me).name();
  }
}
