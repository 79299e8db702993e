package io.claviger.benchmarks.size;

import io.claviger.model.ApiKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;

/**
 * The keys that one thread asks for, and plain JDBC. Its statements do less than the store. They
 * show how much the time of the database itself grows.
 */
final class PlainClient implements AutoCloseable {
  private final List<ApiKey> keys;
  private final Connection connection;
  private final Lock turn;
  private final Map<String, PreparedStatement> prepared = new HashMap<>();
  private int next;

  /** Holds the lock during each change. */
  PlainClient(List<ApiKey> keys, Connection connection, Lock turn) {
    this.keys = new ArrayList<>(keys);
    this.connection = connection;
    this.turn = turn;
  }

  List<ApiKey> keys() {
    return keys;
  }

  /** Returns the next key. The first follows the last. */
  ApiKey key() {
    return keys.get(next++ % keys.size());
  }

  /** Removes a key and returns it. */
  ApiKey lastKey() {
    return keys.remove(keys.size() - 1);
  }

  /** Reads the first columns of all rows, of which there must be so many. */
  void query(String sql, int columns, int least, String... values) throws SQLException {
    try (ResultSet rows = prepare(sql, values).executeQuery()) {
      int count = 0;
      while (rows.next()) {
        for (int column = 1; column <= columns; column++) {
          Client.require(!rows.getString(column).isEmpty());
        }
        count++;
      }
      Client.require(count >= least);
    }
  }

  /** Changes one row. */
  void change(String sql, String... values) throws SQLException {
    turn.lock();
    try {
      Client.require(prepare(sql, values).executeUpdate() == 1);
    } finally {
      turn.unlock();
    }
  }

  private PreparedStatement prepare(String sql, String... values) throws SQLException {
    PreparedStatement statement = prepared.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      prepared.put(sql, statement);
    }
    for (int i = 0; i < values.length; i++) {
      statement.setString(i + 1, values[i]);
    }
    return statement;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
