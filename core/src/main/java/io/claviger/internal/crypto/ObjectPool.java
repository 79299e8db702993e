package io.claviger.internal.crypto;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Things that are dear to make and serve one thread at a time. Each has a place, where it stays
 * while it is lent: to take it away and put it back would be two writes of a reference for each
 * request, which a garbage collector goes after. Never waits: who finds its place in use gets a new
 * one. Thread-safe.
 */
final class ObjectPool<T> {
  private static final int PLACES = 64;

  /** So that two places are not in one line of a processor's cache. */
  private static final int APART = 16;

  /** Spreads the ids of threads, which are given out one after the other. */
  private static final int SPREAD = 0x9e37_79b9;

  private static final int FREE = 0;
  private static final int LENT = 1;

  private final AtomicIntegerArray states = new AtomicIntegerArray(PLACES * APART);
  private final AtomicReferenceArray<@Nullable T> things = new AtomicReferenceArray<>(PLACES);
  private final Supplier<T> make;

  ObjectPool(Supplier<T> make) {
    this.make = make;
  }

  T take() {
    int place = place();
    if (!states.compareAndSet(place * APART, FREE, LENT)) {
      return make.get();
    }
    T thing = things.get(place);
    return thing == null ? makeFor(place) : thing;
  }

  private T makeFor(int place) {
    try {
      T thing = make.get();
      things.set(place, thing);
      return thing;
    } catch (RuntimeException | Error e) {
      states.setRelease(place * APART, FREE);
      throw e;
    }
  }

  /** On the thread that took it. */
  void giveBack(T thing) {
    int place = place();
    if (things.get(place) == thing) {
      states.setRelease(place * APART, FREE);
    }
  }

  /**
   * Instead of giving it back, where it is not known what became of it. On the thread that took it.
   */
  void discard(T thing) {
    int place = place();
    if (things.get(place) == thing) {
      things.set(place, null);
      states.setRelease(place * APART, FREE);
    }
  }

  private static int place() {
    int spread = (int) Thread.currentThread().getId() * SPREAD;
    return spread >>> (Integer.SIZE - Integer.numberOfTrailingZeros(PLACES));
  }
}
