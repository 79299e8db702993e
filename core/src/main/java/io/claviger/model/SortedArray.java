package io.claviger.model;

import java.util.AbstractSet;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * An immutable set in natural order, in one array. It is compact, since a key has few roles and
 * caches keep hundreds of thousands of keys.
 */
final class SortedArray<T extends Comparable<T>> extends AbstractSet<T> implements SortedSet<T> {
  private final List<T> values;

  /** Takes values in order, without duplicates. */
  private SortedArray(List<T> values) {
    this.values = values;
  }

  /** Returns a set of these values, which may be in any order. */
  static <T extends Comparable<T>> SortedArray<T> of(Collection<T> values) {
    if (values.size() == 1) {
      return new SortedArray<>(List.copyOf(values));
    }
    // The constructor that takes a sorted collection would keep the order of that collection.
    SortedSet<T> sorted = new TreeSet<>();
    sorted.addAll(values);
    return new SortedArray<>(List.copyOf(sorted));
  }

  /**
   * A separate iterator, so small that the JVM does not allocate one where a check iterates over
   * the roles of a key.
   */
  @Override
  public Iterator<T> iterator() {
    return new Iterator<>() {
      private int next;

      @Override
      public boolean hasNext() {
        return next < values.size();
      }

      @Override
      public T next() {
        if (!hasNext()) {
          throw new NoSuchElementException("the set has no more values");
        }
        return values.get(next++);
      }
    };
  }

  @Override
  public int size() {
    return values.size();
  }

  @Override
  public @Nullable Comparator<? super T> comparator() {
    return null;
  }

  @Override
  public SortedSet<T> subSet(T from, T to) {
    return Collections.unmodifiableSortedSet(new TreeSet<>(values).subSet(from, to));
  }

  @Override
  public SortedSet<T> headSet(T to) {
    return Collections.unmodifiableSortedSet(new TreeSet<>(values).headSet(to));
  }

  @Override
  public SortedSet<T> tailSet(T from) {
    return Collections.unmodifiableSortedSet(new TreeSet<>(values).tailSet(from));
  }

  @Override
  public boolean contains(@Nullable Object value) {
    if (values.isEmpty() || !values.get(0).getClass().isInstance(value)) {
      return false;
    }
    @SuppressWarnings("unchecked") // as checked above
    T sought = (T) value;
    return Collections.binarySearch(values, sought) >= 0;
  }

  @Override
  public T first() {
    return at(0);
  }

  @Override
  public T last() {
    return at(values.size() - 1);
  }

  private T at(int place) {
    if (values.isEmpty()) {
      throw new NoSuchElementException("the set is empty");
    }
    return values.get(place);
  }
}
