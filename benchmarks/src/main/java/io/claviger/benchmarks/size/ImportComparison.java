package io.claviger.benchmarks.size;

import io.claviger.Claviger;
import io.claviger.importing.FastHash;
import io.claviger.importing.ImportReport;
import io.claviger.importing.ImportedFormat;
import io.claviger.importing.ImportedKey;
import io.claviger.importing.Importer;
import io.claviger.model.NewApiKey;
import io.claviger.model.NewOrganization;
import io.claviger.model.OrganizationId;
import io.claviger.model.Role;
import io.claviger.spi.ApiKeyStore;
import io.claviger.spi.ForwardingApiKeyStore;
import io.claviger.spi.OrganizationChange;
import io.claviger.store.jdbc.JdbcApiKeyStore;
import io.claviger.store.jdbc.Schema;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import javax.sql.DataSource;

/**
 * Imports keys with SHA-256 hashes, and writes the same rows by plain JDBC into other tables of the
 * same server. Each batch goes to both, and both sides are timed alone.
 */
public final class ImportComparison {
  private static final int KEYS_PER_ORGANIZATION = 100;
  private static final ImportedFormat FORMAT =
      ImportedFormat.of("bench", "(?<id>[0-9]{1,18})\\|(?<secret>[0-9a-z]{40})");

  private final DataSource ours;
  private final DataSource theirs;
  private final List<Double> ourMicros = new ArrayList<>();
  private final List<Double> theirMicros = new ArrayList<>();
  private final List<Double> heapMegabytes = new ArrayList<>();

  /** Compares on these two empty databases. */
  public ImportComparison(DataSource ours, DataSource theirs) {
    this.ours = ours;
    this.theirs = theirs;
  }

  /** Imports this number of keys in this number of turns, both multiples of 100. */
  public void run(int keys, int turns) throws SQLException {
    Schema.migrate(ours);
    Schema.migrate(theirs);
    try (Connection connection = theirs.getConnection()) {
      connection.setAutoCommit(false);
      Twin store = new Twin(new JdbcApiKeyStore(ours), connection);
      try (Claviger claviger = Claviger.builder(store).owners(organization -> true).build()) {
        Importer importer =
            Importer.builder(claviger, "benchmark")
                .createOrganizations(
                    id -> NewOrganization.named(id.value()).withoutKey(), created -> {})
                .build();
        int perTurn = keys / turns;
        for (int turn = 0; turn < turns; turn++) {
          turn(importer, store, (long) turn * perTurn, perTurn);
        }
      }
    }
  }

  private void turn(Importer importer, Twin store, long first, int count) {
    store.plainNanos = 0;
    long began = System.nanoTime();
    ImportReport report =
        importer.run(LongStream.range(first, first + count).mapToObj(ImportComparison::key));
    long nanos = System.nanoTime() - began - store.plainNanos;
    if (report.total().created() != count) {
      throw new IllegalStateException("not all keys were imported: " + report);
    }
    ourMicros.add(nanos / 1e3 / count);
    theirMicros.add(store.plainNanos / 1e3 / count);
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    heapMegabytes.add((runtime.totalMemory() - runtime.freeMemory()) / 1e6);
  }

  private static ImportedKey key(long number) {
    String id = Long.toString(number);
    return ImportedKey.of(
        new OrganizationId("org" + number / KEYS_PER_ORGANIZATION),
        FORMAT.hashed(id, FastHash.sha256().stored("%064x".formatted(number * 7919))),
        NewApiKey.of("imported key " + id, Role.ORG_READ_ONLY));
  }

  /** Returns the microseconds for each key of the library, by turns. */
  public List<Double> ours() {
    return ourMicros;
  }

  /** Returns the microseconds for each key of plain JDBC, by turns. */
  public List<Double> theirs() {
    return theirMicros;
  }

  /** Returns how much the heap in use has grown between the first turn and the last one, in MB. */
  public double growth() {
    return heapMegabytes.get(heapMegabytes.size() - 1) - heapMegabytes.get(0);
  }

  /** Writes each change by plain JDBC, too. */
  private static final class Twin extends ForwardingApiKeyStore {
    private final Connection connection;
    private final PlainJdbcWriter plain = new PlainJdbcWriter();
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
        plain.write(connection, changes);
        connection.commit();
      } catch (SQLException e) {
        throw new IllegalStateException("plain JDBC was refused", e);
      }
      plainNanos += System.nanoTime() - began;
      return made;
    }
  }
}
