package io.claviger.internal.crypto;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A pool of objects that are expensive to create and not thread-safe. A thread never waits: if the
 * place that it looks at is in use, it gets a new object. Thread-safe.
 *
 * <p>An object stays in its place while it is lent. Taking it out and putting it back would write
 * two references for each request, which is extra work for the garbage collector.
 */
final class ObjectPool<T> {
  private static final int PLACES = 64;

  /** The distance between two states, so that they are not in the same cache line. */
  private static final int APART = 16;

  /** Spreads the ids of threads over the places, since the JVM assigns consecutive ids. */
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

  /** Gives the object back. Must be called on the thread that took it. */
  void giveBack(T thing) {
    int place = place();
    if (things.get(place) == thing) {
      states.setRelease(place * APART, FREE);
    }
  }

  /**
   * Removes the object from the pool, because its state is unknown after a failure. Must be called
   * on the thread that took it, instead of {@link #giveBack}.
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
