package io.claviger.benchmarks.size;

import io.claviger.benchmarks.database.PlainJdbcWriter;
import io.claviger.benchmarks.database.Sql;
import io.claviger.benchmarks.report.Comparison;
import io.claviger.benchmarks.run.Load;
import io.claviger.benchmarks.run.Require;
import io.claviger.benchmarks.run.Run;
import io.claviger.model.ApiKey;
import io.claviger.model.OrganizationId;
import io.claviger.spi.store.OrganizationChange;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.store.jdbc.JdbcApiKeyStore;
import io.claviger.store.jdbc.Schema;
import io.claviger.store.jdbc.embedded.EmbeddedApiKeyStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;

/**
 * A database that is filled in pieces, each in one transaction. The library and plain JDBC take
 * turns in the order library, plain, plain, library, so that both see tables of the same size. The
 * time to generate the keys is not counted.
 */
final class SeededDatabase implements AutoCloseable {
  /** The calls ask for about this many keys. */
  private static final int TARGETS = 10_000;

  /**
   * With one client, processors fall asleep between the client and the server, and the time to wake
   * up would exceed that of most calls.
   */
  private static final int CLIENTS = 2;

  private final Run run;
  private final Engine engine;
  private final String name;
  private final Dataset dataset;
  private final DataSource source;
  private final List<OrganizationId> organizations = new ArrayList<>();
  private final List<ApiKey> keys = new ArrayList<>();
  private @Nullable JdbcApiKeyStore store;
  private final List<Client> clients = new ArrayList<>();
  private final List<Double> ourMicros = new ArrayList<>();
  private final List<Double> theirMicros = new ArrayList<>();
  private int pieces;
  private int made;

  /** Creates the database, and fills it with auto-commit and isolation as the store requires. */
  SeededDatabase(Run run, Engine engine, String name, Dataset dataset)
      throws IOException, SQLException {
    this.run = run;
    this.engine = engine;
    this.name = name;
    this.dataset = dataset;
    source = engine == Engine.H2 ? h2() : Sql.pool(run.postgres().fresh("size_" + name));
    Schema.migrate(source);
    try (Connection connection = source.getConnection()) {
      connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
      connection.setAutoCommit(false);
      dataset.make(piece -> write(connection, piece));
      OperatorPages.mark(connection, keys);
      connection.commit();
    }
    Sql.execute(source, engine == Engine.H2 ? "analyze" : "vacuum analyze");
  }

  private void write(Connection connection, List<OrganizationChange> piece) {
    if (pieces % 20 == 0) {
      run.say("%s, %s database: %,d of %,d keys".formatted(engine, name, made, dataset.keys()));
    }
    boolean library = pieces % 4 == 0 || pieces % 4 == 3;
    long began = System.nanoTime();
    try {
      if (library) {
        writeByLibrary(connection, piece);
      } else {
        PlainJdbcWriter.write(connection, piece);
      }
      connection.commit();
    } catch (SQLException e) {
      throw new IllegalStateException("piece " + pieces + " of " + dataset + " is refused", e);
    }
    double micros = (System.nanoTime() - began) / 1e3;
    int before = made;
    piece.forEach(this::remember);
    if (made > before) {
      (library ? ourMicros : theirMicros).add(micros / (made - before));
    }
    pieces++;
  }

  /** Writes in the transaction of the connection. The caller commits. */
  static void writeByLibrary(Connection connection, List<OrganizationChange> piece) {
    OrganizationChange first = piece.get(0);
    if (first.expected().isEmpty()) {
      JdbcApiKeyStore.load(connection, piece);
    } else {
      Require.that(JdbcApiKeyStore.within(connection).commit(first), "a growth is refused");
    }
  }

  /** Takes some keys, but not those of the first organization, which is the largest. */
  private void remember(OrganizationChange change) {
    if (change.expected().isEmpty()) {
      organizations.add(change.organization().id());
    }
    for (StoredApiKey key : change.keys().created()) {
      if (made++ % (dataset.keys() / TARGETS) == 0 && organizations.size() > 1) {
        keys.add(key.key());
      }
    }
  }

  /** Compares the microseconds for each key of the library with those of plain JDBC. */
  Comparison seeding() {
    // In a try-out with few keys, one side may have a piece more.
    int turns = Math.min(ourMicros.size(), theirMicros.size());
    return Comparison.byTurns(ourMicros.subList(0, turns), theirMicros.subList(0, turns));
  }

  /** Returns the source of a file that is deleted when the JVM exits. */
  private DataSource h2() throws IOException {
    Path stored = Path.of(file() + ".mv.db");
    Files.deleteIfExists(stored);
    stored.toFile().deleteOnExit();
    JdbcDataSource h2 = new JdbcDataSource();
    h2.setURL("jdbc:h2:async:" + file() + ";OPTIMIZE_REUSE_RESULTS=FALSE;DB_CLOSE_ON_EXIT=FALSE");
    return h2;
  }

  private Path file() {
    return Path.of(System.getProperty("java.io.tmpdir"), "claviger-size-" + name);
  }

  /**
   * Opens the store as an application does, and the clients. The cache of H2 takes up to a quarter
   * of the heap. No two clients have keys of the same organization.
   */
  void open() throws SQLException {
    store =
        engine == Engine.H2
            ? EmbeddedApiKeyStore.open(file(), Runtime.getRuntime().maxMemory() / 4)
            : new JdbcApiKeyStore(source);
    Lock shared = new ReentrantLock(true);
    for (int i = 0; i < CLIENTS; i++) {
      int part = i;
      List<ApiKey> its =
          keys.stream()
              .filter(key -> Math.floorMod(key.organization().hashCode(), CLIENTS) == part)
              .collect(Collectors.toCollection(ArrayList::new));
      Collections.shuffle(its, new Random(part));
      // On H2, the store writes changes one after another, and plain JDBC must do so, too.
      Lock turn = engine == Engine.H2 ? shared : new ReentrantLock();
      PlainClient plain = new PlainClient(its, source.getConnection(), turn);
      clients.add(new Client(dataset, organizations, store, plain));
    }
  }

  /** Lets each client make so many calls. Returns the median time of a call in microseconds. */
  double micros(Operation operation, int calls) throws Exception {
    Load.Call call = (thread, number) -> operation.call().on(clients.get(thread));
    return new Load(CLIENTS).run(call, calls).millis().quantile(0.5) * 1e3;
  }

  @Override
  public void close() throws SQLException {
    for (Client client : clients) {
      client.close();
    }
    if (store != null) {
      store.close();
    }
  }
}
