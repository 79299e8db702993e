package io.claviger.benchmarks.tail;

import io.claviger.benchmarks.report.Comparison;
import io.claviger.benchmarks.report.Goal;
import io.claviger.benchmarks.report.Result;
import io.claviger.benchmarks.report.Row;
import io.claviger.benchmarks.run.Measurement;
import io.claviger.benchmarks.run.Require;
import io.claviger.benchmarks.run.Run;
import java.time.Duration;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.stream.Stream;

/**
 * Many organizations, most of which are used rarely. Four nodes get 500 requests a second in all,
 * and nothing changes.
 *
 * @param withFeed whether the caches see the change feed of the store
 */
public record Tail(int organizations, Use use, boolean withFeed) {
  private static final int NODES = 4;
  private static final int PER_SECOND = 500;
  private static final Duration WARM_UP = Duration.ofMinutes(1);
  private static final Duration MEASURED = Duration.ofMinutes(1);

  /** The most organizations that a cache confirms in time without a change feed. */
  private static final int MOST_RECHECKED = 10_000;

  /** Returns the measurement of so many thousand organizations. */
  public static Measurement of(int thousands) {
    List<Tail> all =
        Stream.of(true, false)
            .flatMap(
                feed -> Stream.of(Use.values()).map(use -> new Tail(thousands * 1000, use, feed)))
            .toList();
    return new Measurement(
        all.stream().flatMap(each -> each.rows().stream()).toList(), run -> measure(run, all));
  }

  private List<Row> rows() {
    String name = "tail/" + organizations / 1000 + "k/" + use + (withFeed ? "" : "/recheck");
    boolean allInTime = withFeed || organizations <= MOST_RECHECKED;
    return List.of(
        new Row(name + "/hits", "%", allInTime ? Goal.oursAtLeast(99) : null),
        new Row(name + "/queries", "calls/s", withFeed ? Goal.oursAtMost(1) : null));
  }

  private static List<Result> measure(Run run, List<Tail> all) {
    Keys keys = Keys.of(all.get(0).organizations);
    return all.stream()
        .filter(each -> each.rows().stream().anyMatch(run::wants))
        .flatMap(each -> Result.of(each.rows(), each.measure(keys)).stream())
        .toList();
  }

  private List<Comparison> measure(Keys keys) {
    CountedStore store = new CountedStore(keys.store(), withFeed);
    IntSupplier next = use.over(organizations);
    try (VirtualNodes nodes = new VirtualNodes(NODES, store, keys.all())) {
      long refused = nodes.use(WARM_UP, PER_SECOND, next);
      store.reset();
      refused += nodes.use(MEASURED, PER_SECOND, next);
      Require.that(refused == 0, refused + " requests got no answer");
      double requests = PER_SECOND * MEASURED.toSeconds();
      double calls = store.lookups() + store.others();
      return List.of(
          Comparison.alone(100 * (1 - store.lookups() / requests)),
          Comparison.alone(calls / NODES / MEASURED.toSeconds()));
    }
  }
}
