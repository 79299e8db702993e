package io.claviger.model;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * Immutable copies in natural order. A sorted collection from a caller may have a comparator with
 * another order and another equality; the copies do not use it.
 */
final class NaturalOrder {
  private NaturalOrder() {}

  /** Returns a copy as a set. */
  public static <T extends Comparable<T>> SortedSet<T> copyOf(Collection<T> values) {
    return SortedArray.of(values);
  }

  /** Returns a copy of a map. */
  public static <K extends Comparable<K>, V> SortedMap<K, V> copyOf(Map<K, V> values) {
    SortedMap<K, V> copy = new TreeMap<>();
    copy.putAll(values);
    return Collections.unmodifiableSortedMap(copy);
  }
}
