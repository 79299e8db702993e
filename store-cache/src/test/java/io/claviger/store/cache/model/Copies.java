package io.claviger.store.cache.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Changes to lists that never change. */
final class Copies {
  private Copies() {}

  static <T> List<T> with(List<T> list, int index, T element) {
    List<T> copy = new ArrayList<>(list);
    copy.set(index, element);
    return List.copyOf(copy);
  }

  static <T> List<T> of(List<T> list, UnaryOperator<T> change) {
    List<T> copy = new ArrayList<>(list);
    copy.replaceAll(change);
    return List.copyOf(copy);
  }
}
