package io.claviger.benchmarks.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * What a PostgreSQL server on this machine has cost since its start. A connection that was closed
 * no longer counts.
 *
 * @param processor the time of its processes on the processors, in microseconds
 * @param log the bytes of its write-ahead log
 */
public record ServerCost(double processor, double log) {
  private static final String ASK =
      "select pg_backend_pid(), pg_current_wal_insert_lsn() - '0/0'::pg_lsn";

  /** Asks the server and the operating system. */
  public static ServerCost of(DataSource database) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(ASK)) {
      row.next();
      ProcessHandle server =
          ProcessHandle.of(row.getLong(1)).flatMap(ProcessHandle::parent).orElseThrow();
      double nanos =
          Stream.concat(Stream.of(server), server.descendants())
              .map(process -> process.info().totalCpuDuration())
              .flatMap(Optional::stream)
              .mapToLong(Duration::toNanos)
              .sum();
      return new ServerCost(nanos / 1e3, row.getDouble(2));
    }
  }

  /** Returns the cost since an earlier one, for each of so many operations. */
  public ServerCost since(ServerCost earlier, int operations) {
    return new ServerCost(
        (processor - earlier.processor) / operations, (log - earlier.log) / operations);
  }
}
