package io.claviger.store.memory.mutants;

import java.util.concurrent.Exchanger;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Between two steps, gives others the time to do the same. */
final class Meeting {
  private final Exchanger<Boolean> exchanger = new Exchanger<>();

  /** Until somebody else is here, but not for long. */
  void await() {
    try {
      exchanger.exchange(true, 1, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      // Nobody else is here.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
