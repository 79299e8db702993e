package io.claviger.store.jdbc.internal.table;

import java.util.HashSet;
import java.util.Set;

/** The rows to delete and to insert, to get from one set of rows to another. */
record Difference<T>(Set<T> gone, Set<T> added) {
  static <T> Difference<T> between(Set<T> before, Set<T> after) {
    return new Difference<>(without(before, after), without(after, before));
  }

  private static <T> Set<T> without(Set<T> from, Set<T> others) {
    Set<T> rest = new HashSet<>(from);
    rest.removeAll(others);
    return rest;
  }
}
