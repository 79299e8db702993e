package io.claviger.store.jdbc.internal.doctor;

import io.claviger.store.jdbc.internal.dialect.Poolers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds out whether a pooler between PostgreSQL and its driver is fit. */
final class PoolerCheck {
  /**
   * By default the driver prepares a statement on the server when it runs it for the fifth time.
   */
  private static final int RUNS = 6;

  /** Uses connections in a way that an unfit pooler refuses. */
  @FunctionalInterface
  private interface Trial {
    void run() throws SQLException;
  }

  private PoolerCheck() {}

  /**
   * Returns what is wrong with a pooler. Clients that use prepared statements in turn may disturb
   * each other: the driver numbers the statements of each connection, so a server connection that
   * serves two clients gets a number twice. A transaction comes last, since a pooler that refuses
   * it ends the connection.
   */
  static List<String> findings(List<Connection> turns) throws SQLException {
    List<String> findings = new ArrayList<>();
    remedy(
            () -> {
              for (Connection each : turns) {
                prepare(each);
              }
            })
        .ifPresent(remedy -> findings.add("prepared statements of the driver are lost: " + remedy));
    remedy(() -> begin(turns.get(0)))
        .ifPresent(remedy -> findings.add("transactions are refused: " + remedy));
    return findings;
  }

  private static Optional<String> remedy(Trial trial) throws SQLException {
    try {
      trial.run();
      return Optional.empty();
    } catch (SQLException e) {
      Optional<String> remedy = Poolers.remedy(e);
      if (remedy.isEmpty()) {
        throw e;
      }
      return remedy;
    }
  }

  private static void prepare(Connection connection) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement("select cast(? as integer)")) {
      for (int run = 0; run < RUNS; run++) {
        select.setInt(1, run);
        select.executeQuery().close();
        if (!connection.getAutoCommit()) {
          connection.rollback();
        }
      }
    }
  }

  private static void begin(Connection connection) throws SQLException {
    boolean autoCommit = connection.getAutoCommit();
    connection.setAutoCommit(false);
    try (PreparedStatement select = connection.prepareStatement("select 1")) {
      select.executeQuery().close();
    }
    connection.rollback();
    connection.setAutoCommit(autoCommit);
  }
}
