package io.claviger.benchmarks.tail;

import com.zaxxer.hikari.HikariDataSource;
import io.claviger.benchmarks.database.Node;
import io.claviger.benchmarks.database.Postgres;
import io.claviger.benchmarks.database.ServerCost;
import io.claviger.benchmarks.database.Sql;
import io.claviger.benchmarks.keys.Seed;
import io.claviger.benchmarks.keys.SeededKey;
import io.claviger.benchmarks.keys.SeededTables;
import io.claviger.benchmarks.report.Comparison;
import io.claviger.benchmarks.report.Goal;
import io.claviger.benchmarks.report.Result;
import io.claviger.benchmarks.report.Row;
import io.claviger.benchmarks.run.Measurement;
import io.claviger.benchmarks.run.Require;
import io.claviger.benchmarks.run.Run;
import io.claviger.spi.store.ChangeFeed;
import io.claviger.store.jdbc.JdbcApiKeyStore;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** The change feed of PostgreSQL with 10,000 organizations. */
public final class Polls {
  private static final int ORGANIZATIONS = 10_000;
  private static final SeededTables TABLES =
      new SeededTables(ORGANIZATIONS * Seed.KEYS_PER_ORGANIZATION, 3);
  private static final int MOST_PENDING = 1000;
  private static final int UNCOUNTED = 100;
  private static final int POLLS = 100;
  private static final int UNCOUNTED_ROUNDS = 1;
  private static final int ROUNDS = 10;

  private static final List<Row> ROWS =
      List.of(
          new Row("tail/poll/0", "ms", Goal.beyondAtMost(1)),
          new Row("tail/poll/100", "ms", null),
          new Row("tail/poll/1000", "ms", Goal.beyondAtMost(10)),
          new Row("tail/number", "µs", Goal.ratioAtMost(0.05)),
          new Row("tail/number/processor", "µs", null),
          new Row("tail/number/log", "bytes", null));

  private final DataSource database;
  private final ChangeFeed feed;
  private final Node node;
  private final List<SeededKey> keys;
  private int changes;

  private Polls(DataSource database, ChangeFeed feed, Node node, List<SeededKey> keys) {
    this.database = database;
    this.feed = feed;
    this.node = node;
    this.keys = keys;
  }

  /** Returns the measurement. */
  public static Measurement measurement() {
    return new Measurement(ROWS, Polls::measure);
  }

  private static List<Result> measure(Run run) throws Exception {
    String url = run.postgres().fresh("tail");
    try (HikariDataSource pool = Sql.pool(url)) {
      List<SeededKey> keys = TABLES.fill(pool);
      JdbcApiKeyStore store = new JdbcApiKeyStore(pool);
      Optional<ChangeFeed> feed = store.extensions().changeFeed();
      if (feed.isEmpty()) {
        run.say("tail/poll and tail/number are left out: JdbcApiKeyStore has no change feed");
        return List.of();
      }
      try (Node node = new Node(store)) {
        Polls polls = new Polls(pool, feed.get(), node, keys);
        return Result.of(ROWS, polls.measure());
      }
    }
  }

  private List<Comparison> measure() throws SQLException {
    assignAll();
    Postgres.vacuum(database);
    ChangeFeed.Position begin = feed.now();
    List<Comparison> all = new ArrayList<>();
    for (int pending : new int[] {0, 100, MOST_PENDING}) {
      change(pending - changes);
      all.add(poll(begin, pending));
    }
    all.addAll(number());
    return all;
  }

  /** Compares a poll with a round trip to the database, by turns. */
  private Comparison poll(ChangeFeed.Position from, int pending) throws SQLException {
    List<Double> ours = new ArrayList<>();
    List<Double> theirs = new ArrayList<>();
    for (int i = 0; i < UNCOUNTED + POLLS; i++) {
      long start = System.nanoTime();
      Optional<ChangeFeed.Changes> seen = feed.since(from);
      long polled = System.nanoTime();
      Sql.execute(database, "select 1");
      long end = System.nanoTime();
      ours.add((polled - start) / 1e6);
      theirs.add((end - polled) / 1e6);
      Require.that(
          seen.filter(it -> it.pending() == pending && it.versions().size() == pending).isPresent(),
          "the feed does not report " + pending + " changes");
    }
    return Comparison.byTurns(
        ours.subList(UNCOUNTED, ours.size()), theirs.subList(UNCOUNTED, theirs.size()));
  }

  /** Compares what a number costs with what its change costs: the caller's time, and the server. */
  private List<Comparison> number() throws SQLException {
    Turns time = new Turns();
    Turns processor = new Turns();
    Turns log = new Turns();
    for (int round = 0; round < UNCOUNTED_ROUNDS + ROUNDS; round++) {
      assignAll();
      ServerCost first = ServerCost.of(database);
      long start = System.nanoTime();
      change(MOST_PENDING);
      long changed = System.nanoTime();
      ServerCost second = ServerCost.of(database);
      long begin = System.nanoTime();
      int assigned = feed.assignPositions();
      long end = System.nanoTime();
      Require.that(assigned == MOST_PENDING, "not each change got a position");
      ServerCost ours = ServerCost.of(database).since(second, MOST_PENDING);
      ServerCost theirs = second.since(first, MOST_PENDING);
      if (round >= UNCOUNTED_ROUNDS) {
        time.add((end - begin) / 1e3 / MOST_PENDING, (changed - start) / 1e3 / MOST_PENDING);
        processor.add(ours.processor(), theirs.processor());
        log.add(ours.log(), theirs.log());
      }
    }
    return List.of(time.compare(), processor.compare(), log.compare());
  }

  /** Ours and theirs of each round. */
  private static final class Turns {
    private final List<Double> ours = new ArrayList<>();
    private final List<Double> theirs = new ArrayList<>();

    void add(double our, double their) {
      ours.add(our);
      theirs.add(their);
    }

    Comparison compare() {
      return Comparison.byTurns(ours, theirs);
    }
  }

  /** Changes so many organizations, one key of each. */
  private void change(int count) {
    for (int i = 0; i < count; i++) {
      int organization = changes++ % ORGANIZATIONS;
      node.describe(keys.get(organization * Seed.KEYS_PER_ORGANIZATION), "change " + changes);
    }
  }

  private void assignAll() {
    int assigned = feed.assignPositions();
    while (assigned > 0) {
      assigned = feed.assignPositions();
    }
  }
}
