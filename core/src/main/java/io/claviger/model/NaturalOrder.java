package io.claviger.model;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * Immutable copies in natural order. A sorted collection that a caller hands in may bring an order
 * of its own, and with it an idea of its own of what is equal: none of that is taken over.
 */
final class NaturalOrder {
  private NaturalOrder() {}

  /** A copy of a set. */
  public static <T extends Comparable<T>> SortedSet<T> copyOf(Collection<T> values) {
    return SortedArray.of(values);
  }

  /** A copy of a map. */
  public static <K extends Comparable<K>, V> SortedMap<K, V> copyOf(Map<K, V> values) {
    SortedMap<K, V> copy = new TreeMap<>();
    copy.putAll(values);
    return Collections.unmodifiableSortedMap(copy);
  }
}
