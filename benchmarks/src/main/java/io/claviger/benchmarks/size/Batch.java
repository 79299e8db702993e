package io.claviger.benchmarks.size;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Collections;

/** Rows for one statement, which are sent together. */
final class Batch implements AutoCloseable {
  private final PreparedStatement statement;
  private int column;
  private int rows;

  Batch(Connection connection, String sql) throws SQLException {
    this.statement = connection.prepareStatement(sql);
  }

  static Batch into(Connection connection, String table, String columns) throws SQLException {
    int count = columns.split(",", -1).length;
    String places = String.join(", ", Collections.nCopies(count, "?"));
    return new Batch(
        connection, "insert into " + table + " (" + columns + ") values (" + places + ")");
  }

  Batch text(String value) throws SQLException {
    statement.setString(++column, value);
    return this;
  }

  Batch noText() throws SQLException {
    statement.setNull(++column, Types.VARCHAR);
    return this;
  }

  Batch number(long value) throws SQLException {
    statement.setLong(++column, value);
    return this;
  }

  Batch noNumber() throws SQLException {
    statement.setNull(++column, Types.BIGINT);
    return this;
  }

  Batch count(int value) throws SQLException {
    statement.setInt(++column, value);
    return this;
  }

  Batch flag(boolean value) throws SQLException {
    statement.setBoolean(++column, value);
    return this;
  }

  /** Completes the row. */
  void add() throws SQLException {
    statement.addBatch();
    column = 0;
    rows++;
  }

  void run() throws SQLException {
    if (rows > 0) {
      statement.executeBatch();
    }
  }

  @Override
  public void close() throws SQLException {
    statement.close();
  }
}
