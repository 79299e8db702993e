package io.claviger.importing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HexFormat;
import javax.sql.DataSource;

/** The keys of an application in a table of its own, and its check of them. */
final class OldTable {
  static final Instant CREATED = Instant.parse("2024-05-06T07:08:09Z");
  private static final int PER_CUSTOMER = 100;

  private final DataSource database;

  OldTable(DataSource database) {
    this.database = database;
  }

  /** The credential of a row: its id and its secret. */
  static String token(long id) {
    return id + "|" + "%040d".formatted(id * 7919);
  }

  /** Creates the table with rows of 1 to {@code rows}; every fiftieth is revoked. */
  void create(int rows) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          create table old_api_key (
            id bigint primary key, customer varchar(20) not null, name varchar(80) not null,
            token_hash varchar(64) not null, created_at timestamp not null, revoked boolean not null)
          """);
      try (PreparedStatement insert =
          connection.prepareStatement("insert into old_api_key values (?, ?, ?, ?, ?, ?)")) {
        for (int id = 1; id <= rows; id++) {
          insert.setLong(1, id);
          insert.setString(2, "customer" + id / PER_CUSTOMER);
          insert.setString(3, "key number " + id);
          insert.setString(4, hash(token(id)));
          insert.setTimestamp(5, Timestamp.from(CREATED));
          insert.setBoolean(6, isRevoked(id));
          insert.addBatch();
          if (id % 1_000 == 0) {
            insert.executeBatch();
          }
        }
        insert.executeBatch();
      }
    }
  }

  static boolean isRevoked(long id) {
    return id % 50 == 0;
  }

  /** The check of the application until now. */
  boolean accepts(String token) throws SQLException {
    String id = token.substring(0, token.indexOf('|'));
    try (Connection connection = database.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "select 1 from old_api_key where id = ? and token_hash = ? and not revoked")) {
      select.setLong(1, Long.parseLong(id));
      select.setString(2, hash(token));
      try (ResultSet rows = select.executeQuery()) {
        return rows.next();
      }
    }
  }

  void drop() throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("drop table old_api_key");
    }
  }

  private static String hash(String token) {
    try {
      String secret = token.substring(token.indexOf('|') + 1);
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(secret.getBytes(US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
