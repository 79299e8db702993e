package io.claviger.store.jdbc.internal.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * A borrowed connection, and jdbi on it. Used by one thread. The handle is opened when it is first
 * needed, since opening one takes longer than looking a key up, which needs none.
 */
public final class Session implements AutoCloseable {
  /** Reads the result of a query, or a row of it. */
  @FunctionalInterface
  public interface Results<T> {
    T read(ResultSet rows) throws SQLException;
  }

  private final Connection connection;
  private final AutoCloseable closing;
  private @Nullable Handle handle;

  /** {@code closing} gives the connection back. */
  private Session(Connection connection, AutoCloseable closing) {
    this.connection = connection;
    this.closing = closing;
  }

  /** Returns a session on a connection that is closed with it. */
  public static Session on(Connection connection) {
    return new Session(connection, connection);
  }

  /** Returns a session on a connection that stays open. */
  public static Session joining(Connection connection) {
    return new Session(connection, () -> {});
  }

  public Connection connection() {
    return connection;
  }

  /** Returns jdbi on the connection; it must not be closed. */
  public Handle handle() {
    Handle opened = handle;
    if (opened == null) {
      opened = FixedJdbi.open(connection);
      handle = opened;
    }
    return opened;
  }

  /** Runs a statement without jdbi. Returns how many rows it wrote. */
  public int update(String sql, Binder.Values values) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      values.bind(new Binder(statement));
      return statement.executeUpdate();
    }
  }

  /** Runs a query without jdbi. The result is open while it is read. */
  public <T> T query(String sql, Binder.Values values, Results<T> reader) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      values.bind(new Binder(statement));
      try (ResultSet rows = statement.executeQuery()) {
        return reader.read(rows);
      }
    }
  }

  /** Runs a query without jdbi. Returns what is read from each row. */
  public <T> List<T> list(String sql, Binder.Values values, Results<T> row) throws SQLException {
    return query(
        sql,
        values,
        rows -> {
          List<T> all = new ArrayList<>();
          while (rows.next()) {
            all.add(row.read(rows));
          }
          return all;
        });
  }

  /** Gives the connection back. Does not fail: the work is done, or has failed itself. */
  @Override
  public void close() {
    try {
      closing.close();
    } catch (Exception e) {
      // The pool finds out about the connection.
    }
  }
}
