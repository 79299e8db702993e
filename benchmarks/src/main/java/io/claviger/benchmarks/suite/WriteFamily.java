package io.claviger.benchmarks.suite;

import com.zaxxer.hikari.HikariDataSource;
import io.claviger.benchmarks.database.Pools;
import io.claviger.benchmarks.jmh.SeededKey;
import io.claviger.benchmarks.jmh.SeededTables;
import io.claviger.benchmarks.load.OurChanges;
import io.claviger.benchmarks.load.PlainChanges;
import io.claviger.benchmarks.load.Writers;
import io.claviger.benchmarks.report.Comparison;
import io.claviger.benchmarks.report.Goal;
import io.claviger.benchmarks.report.Progress;
import io.claviger.benchmarks.report.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Measures changes of keys by several writers, first in many organizations, then in one. */
final class WriteFamily implements DatabaseSuite.Family {
  private static final SeededTables TABLES = new SeededTables(1_000, 3);
  private static final List<Integer> WRITERS = List.of(1, 2, 4, 8);
  private static final Goal GOAL = Goal.ratioAtLeast(0.65);

  @Override
  public String name() {
    return "write";
  }

  @Override
  public List<Row> rows(Options options, Progress progress, Databases databases) {
    progress.say("  " + TABLES.keys() + " keys into PostgreSQL, twice");
    List<Row> rows = new ArrayList<>();
    String ourUrl = databases.fresh("write_ours");
    try (HikariDataSource ourPool = Pools.open(ourUrl);
        HikariDataSource theirPool = Pools.open(databases.fresh("write_theirs"));
        OurChanges ours = new OurChanges(ourPool)) {
      List<SeededKey> keys = TABLES.fill(ourPool);
      TABLES.fill(theirPool);
      PlainChanges theirs = new PlainChanges(theirPool);
      Rounds rounds = new Rounds(options, progress, new Sides(keys, ours, theirs));
      rounds.warmUp();
      Databases.updateStatistics(ourPool);
      Databases.updateStatistics(theirPool);
      WRITERS.forEach(count -> rows.add(rounds.row(count)));
      SeededKey neighbour = keys.get(keys.size() - 1);
      HotOrganization hot = new HotOrganization(options, progress, keys.get(0), neighbour);
      rows.addAll(hot.rows(1, ourUrl));
      rows.addAll(hot.rows(4, ourUrl));
    }
    return rows;
  }

  /** The two sides, which have the same keys in separate tables. */
  private record Sides(List<SeededKey> keys, OurChanges ours, PlainChanges theirs) {
    Writers.Change ours(int writers) {
      return (writer, number) -> ours.describe(next(writers, writer, number), "our text " + number);
    }

    Writers.Change theirs(int writers) {
      return (writer, number) ->
          theirs.describe(next(writers, writer, number), "their text " + number);
    }

    /**
     * Returns a key of an organization that no other writer changes. The writer changes its
     * organizations in turn.
     */
    private SeededKey next(int writers, int writer, int number) {
      int organizations = keys.size() / SeededTables.KEYS_PER_ORGANIZATION;
      int its = organizations / writers;
      int organization = writer * its + number % its;
      return keys.get(organization * SeededTables.KEYS_PER_ORGANIZATION);
    }
  }

  /** Runs both sides in alternating rounds, so that a slow phase of the machine affects both. */
  private record Rounds(Options options, Progress progress, Sides sides) {
    /** Warms up for many seconds, because the library gets faster during that time. */
    void warmUp() {
      Duration time = Duration.ofSeconds(options.quick() ? 4 : 30);
      progress.say("  " + time.toSeconds() + " s of changes by each, uncounted");
      new Writers(2).change(sides.theirs(2), time);
      new Writers(2).change(sides.ours(2), time);
    }

    Row row(int count) {
      Writers writers = new Writers(count);
      Duration time = Duration.ofMillis(options.quick() ? 700 : 2_000);
      int rounds = options.quick() ? 3 : 7;
      progress.say("  " + count + " writers, " + rounds + " rounds");
      List<Double> ours = new ArrayList<>();
      List<Double> theirs = new ArrayList<>();
      for (int round = 0; round < rounds; round++) {
        // Alternate the order, so that neither side always comes second.
        if (round % 2 == 0) {
          ours.add(writers.change(sides.ours(count), time).perSecond());
          theirs.add(writers.change(sides.theirs(count), time).perSecond());
        } else {
          theirs.add(writers.change(sides.theirs(count), time).perSecond());
          ours.add(writers.change(sides.ours(count), time).perSecond());
        }
      }
      String name = "write/" + count + (count == 1 ? "-writer" : "-writers");
      return new Row(name, Comparison.byTurns(ours, theirs), "changes/s", GOAL);
    }
  }
}
