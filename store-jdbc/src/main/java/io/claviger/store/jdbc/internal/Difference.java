package io.claviger.store.jdbc.internal;

import java.util.HashSet;
import java.util.Set;

/**
 * What must go and what must come to get from one set of rows to another; the rest stays untouched.
 */
record Difference<T>(Set<T> gone, Set<T> added) {
  static <T> Difference<T> between(Set<T> before, Set<T> after) {
    return new Difference<>(without(before, after), without(after, before));
  }

  private static <T> Set<T> without(Set<T> from, Set<T> others) {
    Set<T> rest = new HashSet<>();
    for (T each : from) {
      if (!others.contains(each)) {
        rest.add(each);
      }
    }
    return rest;
  }
}
