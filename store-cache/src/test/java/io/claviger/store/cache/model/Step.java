package io.claviger.store.cache.model;

import java.util.Optional;

/**
 * One atomic step.
 *
 * @param free nobody owes it: a tick, the start of a task, trouble in the store
 * @param broken the invariant that does not hold after it
 */
record Step(String who, String what, State next, boolean free, Optional<String> broken) {
  @Override
  public String toString() {
    return who + " " + what;
  }
}
