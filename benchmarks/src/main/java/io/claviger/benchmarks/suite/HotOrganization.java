package io.claviger.benchmarks.suite;

import com.zaxxer.hikari.HikariDataSource;
import io.claviger.benchmarks.database.Pools;
import io.claviger.benchmarks.jmh.SeededKey;
import io.claviger.benchmarks.load.OurChanges;
import io.claviger.benchmarks.load.Writers;
import io.claviger.benchmarks.report.Comparison;
import io.claviger.benchmarks.report.Goal;
import io.claviger.benchmarks.report.Measured;
import io.claviger.benchmarks.report.Progress;
import io.claviger.benchmarks.report.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * Measures many writers of one organization, on one node and on four. Nodes share only the
 * database, as processes do.
 */
final class HotOrganization {
  private static final int FEW = 8;
  private static final int MANY = 64;
  private static final int NEIGHBOURS = 2;
  private static final Goal MOST = Goal.ratioAtLeast(0.8);

  private final Options options;
  private final Progress progress;
  private final SeededKey key;
  private final SeededKey neighbour;

  HotOrganization(Options options, Progress progress, SeededKey key, SeededKey neighbour) {
    this.options = options;
    this.progress = progress;
    this.key = key;
    this.neighbour = neighbour;
  }

  /** Measures on this many nodes, each with its own connections. */
  List<Row> rows(int nodes, String url) {
    String name = "write/hot/" + nodes + (nodes == 1 ? "-node" : "-nodes");
    progress.say("  " + FEW + " and " + MANY + " writers in one organization, nodes: " + nodes);
    List<HikariDataSource> pools = Stream.generate(() -> Pools.open(url)).limit(nodes).toList();
    List<OurChanges> ours = pools.stream().map(OurChanges::new).toList();
    try {
      return rows(name, ours);
    } finally {
      ours.forEach(OurChanges::close);
      pools.forEach(HikariDataSource::close);
    }
  }

  private List<Row> rows(String name, List<OurChanges> nodes) {
    List<Double> many = new ArrayList<>();
    List<Double> few = new ArrayList<>();
    List<Double> besideMany = new ArrayList<>();
    List<Double> besideFew = new ArrayList<>();
    List<Double> slowest = new ArrayList<>();
    List<Double> median = new ArrayList<>();
    long givenUp = 0;
    for (int round = 0; round < (options.quick() ? 3 : 7); round++) {
      few.add(write(nodes, FEW, besideFew).perSecond());
      Writers.Done done = write(nodes, MANY, besideMany);
      many.add(done.perSecond());
      slowest.add(done.slowestNanos() / 1e6);
      median.add(done.medianNanos() / 1e6);
      givenUp += done.givenUp();
    }
    return List.of(
        new Row(name + "/throughput", Comparison.byTurns(many, few), "changes/s", MOST),
        new Row(name + "/slowest", Comparison.byTurns(slowest, median), "ms", Goal.ratioAtMost(20)),
        new Row(
            name + "/given-up",
            Comparison.alone(Measured.count(givenUp)),
            "changes",
            Goal.oursAtMost(0)),
        new Row(
            name + "/neighbours", Comparison.byTurns(besideMany, besideFew), "changes/s", MOST));
  }

  /** Lets neighbours change another organization at the same time, and adds their rate. */
  private Writers.Done write(List<OurChanges> nodes, int count, List<Double> beside) {
    Duration time = Duration.ofMillis(options.quick() ? 1_500 : 5_000);
    CompletableFuture<Writers.Done> neighbours =
        CompletableFuture.supplyAsync(
            () -> new Writers(NEIGHBOURS).change(changing(nodes, neighbour), time));
    Writers.Done done = new Writers(count).change(changing(nodes, key), time);
    beside.add(neighbours.join().perSecond());
    return done;
  }

  private static Writers.Change changing(List<OurChanges> nodes, SeededKey key) {
    return (writer, number) ->
        nodes.get(writer % nodes.size()).describe(key, writer + " says " + number);
  }
}
