package io.claviger.benchmarks.tail;

import io.claviger.benchmarks.report.Comparison;
import io.claviger.benchmarks.report.Goal;
import io.claviger.benchmarks.report.Result;
import io.claviger.benchmarks.report.Row;
import io.claviger.benchmarks.run.Measurement;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntSupplier;

/**
 * A node that has cached many organizations, after the database was away for an hour. The node is
 * used before and after, and in the first and the last minute of that hour.
 *
 * @param tries calls to the store in the last minute of the outage, for each second
 * @param seconds the time since the database is back
 * @param stale how many keys are not answered from memory after that time
 * @param loads how many keys were looked up in the store until then
 * @param queries how many other calls the store has answered until then
 * @param asked how many different keys were requested until then
 */
public record Outage(
    double tries, int seconds, double stale, double loads, double queries, double asked) {
  private static final int ORGANIZATIONS = 100_000;

  /** A quarter of what the four nodes of the other rows get. */
  private static final int PER_SECOND = 125;

  private static final Duration BEFORE = Duration.ofSeconds(10);
  private static final Duration USED = Duration.ofMinutes(1);
  private static final Duration UNUSED = Duration.ofHours(1).minus(USED).minus(USED);
  private static final int MOST_SECONDS = 60;

  /** The time of 200 questions for 500 organizations each, 20 in each third of five seconds. */
  private static final int SECONDS_OF_RECHECK = 20;

  /** Returns the measurement. */
  public static Measurement measurement() {
    String name = "tail/outage/recovery";
    List<Row> rows =
        List.of(
            new Row("tail/outage/tries", "calls/s", null),
            new Row(name, "s", Goal.oursAtMost(SECONDS_OF_RECHECK)),
            new Row(name + "/stale", "keys", Goal.oursAtMost(0)),
            new Row(name + "/loads", "keys", Goal.beyondAtMost(0)),
            new Row(name + "/queries", "calls", null));
    return new Measurement(
        rows, run -> Result.of(rows, recovery(Keys.of(ORGANIZATIONS)).compare()));
  }

  private List<Comparison> compare() {
    return List.of(
        Comparison.alone(tries),
        Comparison.alone(seconds),
        Comparison.alone(stale),
        Comparison.byTurns(List.of(loads), List.of(asked)),
        Comparison.alone(queries));
  }

  /** Returns the state when no key is stale any more, or after the longest time. */
  private static Outage recovery(Keys keys) {
    Outage found = after(MOST_SECONDS, keys);
    int tooEarly = 0;
    while (found.stale == 0 && found.seconds - tooEarly > 1) {
      // To look at the keys loads them, so each try is an outage of its own.
      Outage tried = after((tooEarly + found.seconds) / 2, keys);
      if (tried.stale == 0) {
        found = tried;
      } else {
        tooEarly = tried.seconds;
      }
    }
    return found;
  }

  private static Outage after(int seconds, Keys keys) {
    CountedStore store = new CountedStore(keys.store(), true);
    IntSupplier next = Use.EVEN.over(ORGANIZATIONS);
    BitSet asked = new BitSet();
    try (VirtualNodes nodes = new VirtualNodes(1, store, keys.all())) {
      long unused = nodes.use(BEFORE, PER_SECOND, next);
      store.away(true);
      unused += nodes.use(USED, PER_SECOND, next);
      nodes.pass(UNUSED);
      store.reset();
      unused += nodes.use(USED, PER_SECOND, next);
      double tries = (store.lookups() + store.others()) / (double) USED.toSeconds();
      store.away(false);
      store.reset();
      IntSupplier noted = () -> noted(next.getAsInt(), asked);
      unused += nodes.use(Duration.ofSeconds(seconds), PER_SECOND, noted);
      double loads = store.lookups();
      double queries = store.others();
      nodes.useAll();
      return new Outage(
          tries, seconds, store.lookups() - loads, loads, queries, asked.cardinality());
    }
  }

  private static int noted(int key, BitSet asked) {
    asked.set(key);
    return key;
  }
}
