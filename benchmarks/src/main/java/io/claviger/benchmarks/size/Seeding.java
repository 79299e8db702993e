package io.claviger.benchmarks.size;

import io.claviger.benchmarks.report.ProgressBar;
import io.claviger.spi.OrganizationChange;
import io.claviger.store.jdbc.Schema;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/**
 * Fills an empty database in pieces, each in one transaction. The library and plain JDBC take turns
 * in the order library, plain, plain, library, so that both see tables of the same size. The time
 * to generate the keys is not counted.
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

  /**
   * Creates the tables and fills them, with the auto-commit and isolation that the store requires.
   */
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

  /** Returns the dataset that the database is filled with. */
  Dataset dataset() {
    return dataset;
  }

  /** Returns the organizations and keys that were written so far. */
  Targets targets() {
    return targets;
  }

  /** Returns the time of the library. */
  SeedingTime ours() {
    return ours;
  }

  /** Returns the time of plain JDBC. */
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
