package io.claviger.internal.usage;

import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;

/** The mood of a store that hangs, until it is released. */
final class Hanging implements BooleanSupplier {
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);

  @Override
  public boolean getAsBoolean() {
    begun.countDown();
    await(released);
    return true;
  }

  /** Until somebody writes. */
  void awaitBegun() {
    await(begun);
  }

  void release() {
    released.countDown();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
