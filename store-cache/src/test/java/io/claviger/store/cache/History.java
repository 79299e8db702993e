package io.claviger.store.cache;

import io.claviger.spi.KeyLookup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Everything that was ever true of some keys, and what the clocks of the nodes showed then. */
final class History {
  /** What two clocks show. */
  record Moment(long nanos, long millis) {
    private long age(Moment now) {
      return Math.max(now.nanos - nanos, TimeUnit.MILLISECONDS.toNanos(now.millis - millis));
    }
  }

  private record Point(List<Optional<KeyLookup>> keys, List<Moment> nodes) {}

  private final List<Point> points = new ArrayList<>();

  /** It is so now. */
  void note(List<Optional<KeyLookup>> keys, Moment... nodes) {
    points.add(new Point(keys, List.of(nodes)));
  }

  /** The number of the present point. */
  int now() {
    return points.size() - 1;
  }

  /**
   * Whether that was so of the key at some point since, not longer ago on the clocks of the node.
   */
  boolean wasTrue(Optional<KeyLookup> what, int key, int node, int since, Duration notLongerAgo) {
    Moment now = points.get(now()).nodes().get(node);
    return IntStream.rangeClosed(since, now())
        .mapToObj(points::get)
        .filter(point -> point.nodes().get(node).age(now) <= notLongerAgo.toNanos())
        .anyMatch(point -> point.keys().get(key).equals(what));
  }

  /** Whether the key ever was there. */
  boolean everHad(int key) {
    return points.stream().anyMatch(point -> point.keys().get(key).isPresent());
  }
}
