package io.claviger.store.cache.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks for a circle in a graph without long ways: as deep as it, so goes the recursion. */
final class Circle {
  private final List<int[]> next;
  private final boolean[] open;
  private final boolean[] done;
  private final List<Integer> way = new ArrayList<>();

  private Circle(List<int[]> next) {
    this.next = next;
    this.open = new boolean[next.size()];
    this.done = new boolean[next.size()];
  }

  /** The nodes of a circle, the first of them at the end again. */
  static Optional<List<Integer>> in(List<int[]> next) {
    Circle circle = new Circle(next);
    for (int from = 0; from < next.size(); from++) {
      if (circle.closes(from)) {
        int first = circle.way.indexOf(circle.way.get(circle.way.size() - 1));
        return Optional.of(circle.way.subList(first, circle.way.size()));
      }
    }
    return Optional.empty();
  }

  private boolean closes(int at) {
    if (done[at]) {
      return false;
    }
    way.add(at);
    if (open[at]) {
      return true;
    }
    open[at] = true;
    for (int to : next.get(at)) {
      if (closes(to)) {
        return true;
      }
    }
    done[at] = true;
    way.remove(way.size() - 1);
    return false;
  }
}
