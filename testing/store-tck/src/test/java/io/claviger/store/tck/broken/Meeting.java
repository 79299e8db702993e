package io.claviger.store.tck.broken;

import java.util.concurrent.Exchanger;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A place between two steps where threads wait for each other, to force an interleaving. */
final class Meeting {
  private final Exchanger<Boolean> exchanger = new Exchanger<>();

  /** Waits until another thread is here, but at most a millisecond. */
  void await() {
    try {
      exchanger.exchange(true, 1, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      // No other thread came.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
