package io.claviger.benchmarks.size;

import io.claviger.model.ApiKey;
import io.claviger.model.OrganizationId;
import io.claviger.spi.OperatorStore;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.SortedSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.Lock;

/**
 * Prepared statements by plain JDBC that do less than the store: each uses one table, and a delete
 * also removes dependent rows. They show how much the time of the database itself grows. Used by
 * one thread.
 */
final class PlainStatements implements AutoCloseable {
  /** The number of ids in one statement, as in the store. */
  private static final int PIECE = 500;

  private static final String SELECT =
      "select description from claviger_api_key where public_key = ?";
  private static final String REVISIONS =
      "select id, revision_number, revision_random from claviger_organization where id in (?"
          + ", ?".repeat(PIECE - 1)
          + ")";
  private static final String UPDATE = "update claviger_api_key set description = ? where id = ?";

  /** Copies the row of a key. */
  private static final String INSERT =
      """
      insert into claviger_api_key (
        id, organization_id, public_key, description, labels, roles, whitelist, enabled, expires_at,
        created_at, created_by_kind, created_by_name, created_by_address)
      select ?, organization_id, ?, description, labels, roles, whitelist, enabled, expires_at,
             created_at, created_by_kind, created_by_name, created_by_address
        from claviger_api_key
       where id = ?
      """;

  /** The database also deletes the secrets, roles and usage of the key. */
  private static final String DELETE = "delete from claviger_api_key where id = ?";

  private final Connection connection;
  private final PreparedStatement select;
  private final PreparedStatement revisions;
  private final PreparedStatement update;
  private final PreparedStatement insert;
  private final PreparedStatement delete;
  private final Lock turn;

  /** Holds this lock during each change. */
  PlainStatements(Connection connection, Lock turn) throws SQLException {
    this.connection = connection;
    this.select = connection.prepareStatement(SELECT);
    this.revisions = connection.prepareStatement(REVISIONS);
    this.update = connection.prepareStatement(UPDATE);
    this.insert = connection.prepareStatement(INSERT);
    this.delete = connection.prepareStatement(DELETE);
    this.turn = turn;
  }

  /** Returns the pages of this store, and plain ones on this connection. */
  OperatorPages operator(OperatorStore store) throws SQLException {
    return new OperatorPages(store, connection);
  }

  /** Returns whether the key exists. */
  boolean finds(ApiKey key) throws SQLException {
    select.setString(1, key.publicKey().value());
    try (ResultSet rows = select.executeQuery()) {
      return rows.next() && !rows.getString(1).isEmpty();
    }
  }

  /**
   * Returns how many of the organizations exist.
   *
   * @param ids a multiple of {@link #PIECE}, sorted as in the store, so that the ids of a statement
   *     are neighbours in the index
   */
  int revisions(SortedSet<OrganizationId> ids) throws SQLException {
    int found = 0;
    int given = 0;
    for (OrganizationId id : ids) {
      revisions.setString(++given, id.value());
      if (given == PIECE) {
        found += rows(revisions);
        given = 0;
      }
    }
    return found;
  }

  private static int rows(PreparedStatement statement) throws SQLException {
    try (ResultSet rows = statement.executeQuery()) {
      int count = 0;
      while (rows.next()) {
        count++;
      }
      return count;
    }
  }

  /** Changes the description of the key, and returns whether the key exists. */
  boolean describes(ApiKey key, String description) throws SQLException {
    return changes(update, description, key.id().value());
  }

  /** Inserts a copy of the key with a new id and no secret, and returns whether the key exists. */
  boolean copies(ApiKey key) throws SQLException {
    HexFormat hex = HexFormat.of();
    String seconds = hex.toHexDigits(System.currentTimeMillis() / 1000, 8);
    String id = seconds + hex.toHexDigits(ThreadLocalRandom.current().nextLong());
    String publicKey = hex.toHexDigits(ThreadLocalRandom.current().nextLong());
    return changes(insert, id, publicKey, key.id().value());
  }

  /** Deletes the key, and returns whether it existed. */
  boolean deletes(ApiKey key) throws SQLException {
    return changes(delete, key.id().value());
  }

  private boolean changes(PreparedStatement statement, String... values) throws SQLException {
    turn.lock();
    try {
      for (int i = 0; i < values.length; i++) {
        statement.setString(i + 1, values[i]);
      }
      return statement.executeUpdate() == 1;
    } finally {
      turn.unlock();
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException("a connection cannot be closed", e);
    }
  }
}
