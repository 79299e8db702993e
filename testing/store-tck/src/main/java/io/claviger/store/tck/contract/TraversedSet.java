package io.claviger.store.tck.contract;

import java.util.AbstractSet;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A set that runs an action once, when somebody has iterated over all its elements. So a test can
 * act in the middle of a call that takes a set. A store that copies the set first is not affected,
 * nor is one that only calls {@link #contains}.
 */
final class TraversedSet<E> extends AbstractSet<E> {
  private final List<E> elements;
  private final Runnable atTheEnd;
  private final AtomicBoolean done = new AtomicBoolean();

  TraversedSet(List<E> elements, Runnable atTheEnd) {
    this.elements = List.copyOf(elements);
    this.atTheEnd = atTheEnd;
  }

  /** Returns whether the action has run. */
  boolean wasTraversed() {
    return done.get();
  }

  @Override
  public int size() {
    return elements.size();
  }

  @Override
  public boolean contains(Object element) {
    return elements.contains(element);
  }

  @Override
  public Iterator<E> iterator() {
    Iterator<E> steps = elements.iterator();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        if (!steps.hasNext() && done.compareAndSet(false, true)) {
          atTheEnd.run();
        }
        return steps.hasNext();
      }

      @Override
      public E next() {
        return steps.next();
      }
    };
  }
}
