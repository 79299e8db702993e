package io.claviger.benchmarks.imports;

import com.zaxxer.hikari.HikariDataSource;
import io.claviger.Claviger;
import io.claviger.benchmarks.database.PlainJdbcWriter;
import io.claviger.benchmarks.database.Sql;
import io.claviger.benchmarks.report.Comparison;
import io.claviger.benchmarks.report.Goal;
import io.claviger.benchmarks.report.Result;
import io.claviger.benchmarks.report.Row;
import io.claviger.benchmarks.run.Measurement;
import io.claviger.benchmarks.run.Require;
import io.claviger.benchmarks.run.Run;
import io.claviger.importing.FastHash;
import io.claviger.importing.ImportReport;
import io.claviger.importing.ImportedFormat;
import io.claviger.importing.ImportedKey;
import io.claviger.importing.Importer;
import io.claviger.model.NewApiKey;
import io.claviger.model.NewOrganization;
import io.claviger.model.OrganizationId;
import io.claviger.model.Role;
import io.claviger.spi.store.ApiKeyStore;
import io.claviger.spi.store.ForwardingApiKeyStore;
import io.claviger.spi.store.OrganizationChange;
import io.claviger.store.jdbc.JdbcApiKeyStore;
import io.claviger.store.jdbc.Schema;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Imports keys with SHA-256 hashes, and writes the same rows by plain JDBC into other tables of the
 * same server. Each batch goes to both, and both sides are timed alone.
 */
public final class Sha256Import {
  private static final int TURNS = 20;
  private static final int KEYS_PER_ORGANIZATION = 100;
  private static final ImportedFormat FORMAT =
      ImportedFormat.of("bench", "(?<id>[0-9]{1,18})\\|(?<secret>[0-9a-z]{40})");

  private final List<Double> ourMicros = new ArrayList<>();
  private final List<Double> theirMicros = new ArrayList<>();
  private final List<Double> heapMegabytes = new ArrayList<>();

  private Sha256Import() {}

  /** Returns the measurement. */
  public static Measurement measurement() {
    List<Row> rows =
        List.of(
            new Row("import/sha256/time", "µs for each key", Goal.ratioAtMost(1.5)),
            new Row("import/sha256/heap-growth", "MB", Goal.oursAtMost(20)));
    return new Measurement(rows, run -> Result.of(rows, new Sha256Import().measure(run)));
  }

  private List<Comparison> measure(Run run) throws Exception {
    int keys = run.quick() ? 40_000 : 1_000_000;
    try (HikariDataSource ours = Sql.pool(run.postgres().fresh("import_ours"));
        HikariDataSource theirs = Sql.pool(run.postgres().fresh("import_theirs"));
        Connection connection = theirs.getConnection()) {
      Schema.migrate(ours);
      Schema.migrate(theirs);
      connection.setAutoCommit(false);
      Twin store = new Twin(new JdbcApiKeyStore(ours), connection);
      try (Claviger claviger = Claviger.builder(store).owners(organization -> true).build()) {
        Importer importer =
            Importer.builder(claviger, "benchmark")
                .createOrganizations(
                    id -> NewOrganization.named(id.value()).withoutKey(), created -> {})
                .build();
        for (int turn = 0; turn < TURNS; turn++) {
          turn(importer, store, turn * (keys / TURNS), keys / TURNS);
        }
      }
    }
    double growth = heapMegabytes.get(TURNS - 1) - heapMegabytes.get(0);
    return List.of(Comparison.byTurns(ourMicros, theirMicros), Comparison.alone(growth));
  }

  private void turn(Importer importer, Twin store, int first, int count) {
    store.plainNanos = 0;
    long began = System.nanoTime();
    ImportReport report =
        importer.run(IntStream.range(first, first + count).mapToObj(Sha256Import::key));
    long nanos = System.nanoTime() - began - store.plainNanos;
    Require.that(report.total().created() == count, "not all keys were imported");
    ourMicros.add(nanos / 1e3 / count);
    theirMicros.add(store.plainNanos / 1e3 / count);
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    heapMegabytes.add((runtime.totalMemory() - runtime.freeMemory()) / 1e6);
  }

  private static ImportedKey key(int number) {
    String id = Integer.toString(number);
    return ImportedKey.of(
        new OrganizationId("org" + number / KEYS_PER_ORGANIZATION),
        FORMAT.hashed(id, FastHash.sha256().stored("%064x".formatted(number * 7919L))),
        NewApiKey.of("imported key " + id, Role.ORG_READ_ONLY));
  }

  /** Writes each change by plain JDBC, too. */
  private static final class Twin extends ForwardingApiKeyStore {
    private final Connection connection;
    private long plainNanos;

    Twin(ApiKeyStore store, Connection connection) {
      super(store);
      this.connection = connection;
    }

    @Override
    public Set<OrganizationId> commitAll(List<OrganizationChange> changes) {
      Set<OrganizationId> made = delegate().commitAll(changes);
      long began = System.nanoTime();
      try {
        PlainJdbcWriter.write(connection, changes);
        connection.commit();
      } catch (SQLException e) {
        throw new IllegalStateException("plain JDBC was refused", e);
      }
      plainNanos += System.nanoTime() - began;
      return made;
    }
  }
}
