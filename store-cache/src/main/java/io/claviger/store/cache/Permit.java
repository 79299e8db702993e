package io.claviger.store.cache;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/** The right to look up a key that may be junk. Thread-safe. */
final class Permit {
  private final Semaphore permits;
  private final AtomicBoolean back = new AtomicBoolean();

  /** One that was taken from there. */
  Permit(Semaphore permits) {
    this.permits = permits;
  }

  /** Gives it back when that has landed or was given up. */
  void giveBackAtEndOf(Flight<?> flight) {
    var unused = flight.end().thenRun(this::giveBack);
  }

  /** Gives it back, once; afterwards does nothing. */
  void giveBack() {
    if (back.compareAndSet(false, true)) {
      permits.release();
    }
  }
}
