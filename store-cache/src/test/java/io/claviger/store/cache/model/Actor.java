package io.claviger.store.cache.model;

import java.util.List;
import java.util.function.IntUnaryOperator;

/** A thread at one point of its program, with what it holds there. */
interface Actor {
  /** What it may do next; nothing where it waits for others or is done. */
  List<Step> steps(Moment moment);

  /** Whether it owes nobody a step: it is between two tasks. */
  boolean atRest();

  /** The same after a tick. */
  default Actor aged() {
    return this;
  }

  /** The same with other numbers of the records. */
  default Actor renumbered(IntUnaryOperator number) {
    return this;
  }
}
