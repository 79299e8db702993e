package io.claviger.benchmarks.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Rows for one statement, which are sent together by plain JDBC. */
public final class Batch implements AutoCloseable {
  private final PreparedStatement statement;
  private int column;

  public Batch(Connection connection, String sql) throws SQLException {
    this.statement = connection.prepareStatement(sql);
  }

  /** Inserts rows with these columns into a table. */
  public static Batch into(Connection connection, String table, String columns)
      throws SQLException {
    String places = columns.replaceAll("\\w+", "?");
    return new Batch(
        connection, "insert into " + table + " (" + columns + ") values (" + places + ")");
  }

  /** Adds values to the row. */
  public Batch with(@Nullable Object... values) throws SQLException {
    for (Object value : values) {
      statement.setObject(++column, value);
    }
    return this;
  }

  /** Completes the row. */
  public void add() throws SQLException {
    statement.addBatch();
    column = 0;
  }

  /** Sends the rows. */
  public void run() throws SQLException {
    statement.executeBatch();
  }

  @Override
  public void close() throws SQLException {
    statement.close();
  }
}
