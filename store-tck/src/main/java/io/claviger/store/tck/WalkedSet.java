package io.claviger.store.tck;

import java.util.AbstractSet;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A set that does something, once, when somebody has walked over all its elements: a way to act in
 * the middle of a call that is given a set. A store that copies the set first, or asks it only what
 * it contains, is not disturbed.
 */
final class WalkedSet<E> extends AbstractSet<E> {
  private final List<E> elements;
  private final Runnable atTheEnd;
  private final AtomicBoolean done = new AtomicBoolean();

  WalkedSet(List<E> elements, Runnable atTheEnd) {
    this.elements = List.copyOf(elements);
    this.atTheEnd = atTheEnd;
  }

  /** Whether the moment has come. */
  boolean wasWalked() {
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
