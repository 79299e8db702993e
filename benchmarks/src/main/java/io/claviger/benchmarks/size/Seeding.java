package io.claviger.benchmarks.size;

import io.claviger.benchmarks.report.ProgressBar;
import io.claviger.spi.OrganizationChange;
import io.claviger.store.jdbc.Schema;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/**
 * Fills an empty database, piece by piece, each in a transaction: one through the library, the next
 * two by plain JDBC, and so on, so that both ways meet tables of the same size. To make the keys is
 * not timed.
 */
final class Seeding {
  private final Dataset dataset;
  private final Targets targets;
  private final SeedingTime ours = new SeedingTime();
  private final SeedingTime theirs = new SeedingTime();
  private final PlainJdbcWriter plain = new PlainJdbcWriter();
  private final Writer library = Writer.ofLibrary();
  private int pieces;
  private long done;

  Seeding(Dataset dataset) {
    this.dataset = dataset;
    this.targets = new Targets(dataset);
  }

  /** The connection must have auto-commit off and READ COMMITTED. */
  void run(DataSource dataSource, String what) throws SQLException {
    Schema.migrate(dataSource);
    ProgressBar bar = new ProgressBar(what, dataset.keys());
    try (Connection connection = dataSource.getConnection()) {
      connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
      connection.setAutoCommit(false);
      new DatasetGenerator(dataset)
          .make(
              piece -> {
                write(connection, piece);
                bar.reached(done);
              });
    }
  }

  /** How many are in it at the end. */
  Dataset dataset() {
    return dataset;
  }

  /** What is in it now. */
  Targets targets() {
    return targets;
  }

  /** Through the library. */
  SeedingTime ours() {
    return ours;
  }

  /** By plain JDBC. */
  SeedingTime theirs() {
    return theirs;
  }

  private void write(Connection connection, List<OrganizationChange> piece) {
    boolean through = pieces % 4 == 0 || pieces % 4 == 3;
    int keys = piece.stream().mapToInt(change -> change.keys().created().size()).sum();
    long began = System.nanoTime();
    try {
      (through ? library : plain).write(connection, piece);
      connection.commit();
    } catch (SQLException e) {
      throw new IllegalStateException("piece " + pieces + " of " + dataset + " is refused", e);
    }
    if (keys > 0) {
      (through ? ours : theirs).add((System.nanoTime() - began) / 1e3, keys);
    }
    piece.forEach(targets::add);
    pieces++;
    done += keys;
  }
}
