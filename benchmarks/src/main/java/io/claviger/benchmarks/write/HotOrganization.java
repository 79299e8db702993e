package io.claviger.benchmarks.write;

import com.zaxxer.hikari.HikariDataSource;
import io.claviger.benchmarks.database.Node;
import io.claviger.benchmarks.database.Sql;
import io.claviger.benchmarks.keys.SeededKey;
import io.claviger.benchmarks.keys.SeededTables;
import io.claviger.benchmarks.report.Comparison;
import io.claviger.benchmarks.report.Goal;
import io.claviger.benchmarks.report.Result;
import io.claviger.benchmarks.report.Row;
import io.claviger.benchmarks.run.Load;
import io.claviger.benchmarks.run.Measurement;
import io.claviger.benchmarks.run.Run;
import io.claviger.benchmarks.run.Threads;
import io.claviger.spi.store.ApiKeyStore;
import io.claviger.store.jdbc.JdbcApiKeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * Many writers of one organization, on one node and on four. Nodes share only the database, as
 * processes do.
 */
public record HotOrganization(List<Node> nodes, List<SeededKey> keys, Duration time) {
  private static final SeededTables TABLES = new SeededTables(1_000, 3);
  private static final int FEW = 8;
  private static final int MANY = 64;
  private static final int NEIGHBOURS = 2;
  private static final Duration LATE = Duration.ofMillis(5);
  private static final Goal MAX = Goal.ratioAtLeast(0.8);

  /** Returns the measurement on so many nodes, each with its own connections. */
  public static Measurement on(int nodes) {
    return on(nodes + (nodes == 1 ? "-node" : "-nodes"), nodes, JdbcApiKeyStore::new);
  }

  /** Returns the measurement on four nodes, the last of which is slow. */
  public static Measurement withSlowNode() {
    return on("slow-of-4-nodes", 4, pool -> new LateStore(new JdbcApiKeyStore(pool), LATE));
  }

  private static Measurement on(
      String nodesName, int nodes, Function<DataSource, ApiKeyStore> last) {
    String name = "write/hot/" + nodesName;
    List<Row> rows =
        List.of(
            new Row(name + "/throughput", "changes/s", MAX),
            new Row(name + "/slowest", "ms", Goal.ratioAtMost(20)),
            new Row(name + "/given-up", "changes", Goal.oursAtMost(0)),
            new Row(name + "/neighbours", "changes/s", MAX));
    return new Measurement(rows, run -> Result.of(rows, measure(run, nodesName, nodes, last)));
  }

  private static List<Comparison> measure(
      Run run, String nodesName, int nodes, Function<DataSource, ApiKeyStore> last)
      throws Exception {
    String url = run.postgres().filled("write_hot_" + nodesName.replace('-', '_'), TABLES);
    List<HikariDataSource> pools = Stream.generate(() -> Sql.pool(url)).limit(nodes).toList();
    List<Node> ours = new ArrayList<>();
    for (HikariDataSource pool : pools) {
      ours.add(new Node(ours.size() < nodes - 1 ? new JdbcApiKeyStore(pool) : last.apply(pool)));
    }
    try {
      Duration time = Duration.ofMillis(run.quick() ? 1_500 : 5_000);
      return new HotOrganization(ours, TABLES.again(), time).compare(run.quick() ? 3 : 7);
    } finally {
      ours.forEach(Node::close);
      pools.forEach(HikariDataSource::close);
    }
  }

  private List<Comparison> compare(int rounds) throws Exception {
    List<List<Load.Done>> all = new ArrayList<>();
    for (int round = -1; round < rounds; round++) {
      List<Load.Done> done = new ArrayList<>(write(FEW));
      done.addAll(write(MANY));
      // The first round warms up.
      if (round >= 0) {
        all.add(done);
      }
    }
    List<Double> slowest = each(all, 2, done -> done.millis().quantile(1));
    List<Double> median = each(all, 2, done -> done.millis().quantile(0.5));
    int givenUp = all.stream().mapToInt(round -> round.get(2).givenUp()).sum();
    return List.of(
        Comparison.byTurns(each(all, 2, Load.Done::perSecond), each(all, 0, Load.Done::perSecond)),
        Comparison.byTurns(slowest, median),
        Comparison.alone(givenUp),
        Comparison.byTurns(each(all, 3, Load.Done::perSecond), each(all, 1, Load.Done::perSecond)));
  }

  private static List<Double> each(
      List<List<Load.Done>> rounds, int which, Function<Load.Done, Double> value) {
    return rounds.stream().map(round -> value.apply(round.get(which))).toList();
  }

  /** Lets neighbours change another organization at the same time. They are the second result. */
  private List<Load.Done> write(int writers) throws Exception {
    SeededKey hot = keys.get(0);
    SeededKey neighbour = keys.get(keys.size() - 1);
    return Threads.run(
        2,
        thread ->
            thread == 0
                ? new Load(writers).run(changing(hot), time)
                : new Load(NEIGHBOURS).run(changing(neighbour), time));
  }

  private Load.Call changing(SeededKey key) {
    return (writer, number) ->
        nodes.get(writer % nodes.size()).describe(key, writer + " says " + number);
  }
}
