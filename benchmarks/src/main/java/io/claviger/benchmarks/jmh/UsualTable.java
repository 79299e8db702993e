package io.claviger.benchmarks.jmh;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.security.crypto.bcrypt.BCrypt;

/**
 * The usual hand-written table of keys. It finds a key by its SHA-256, or finds it by its public
 * half and checks bcrypt. A key has an organization, a role and an expiry, but no whitelist.
 */
public final class UsualTable {
  private static final int STRENGTH = 10;

  /** One secret for all keys, because a hash for each would take ten minutes. */
  private static final String BCRYPT_SECRET = "the same for every key of this measurement";

  private static final String TABLE =
      """
      create table usual_key (
        id           bigint primary key,
        public_key   varchar(32) not null unique,
        sha256       varchar(64) not null unique,
        bcrypt       varchar(60) not null,
        organization varchar(32) not null,
        role         varchar(64) not null,
        enabled      boolean not null,
        expires_at   bigint)
      """;

  private static final String INSERT =
      "insert into usual_key values (?, ?, ?, ?, ?, '" + Seed.ROLE.name() + "', true, null)";

  private static final String COLUMNS =
      "select organization, role, enabled, expires_at, bcrypt from usual_key where ";

  private final DataSource database;

  /** Uses this database. The table need not exist yet. */
  public UsualTable(DataSource database) {
    this.database = database;
  }

  /** Creates the table and inserts these keys. */
  public void fill(List<SeededKey> keys) throws SQLException {
    String bcrypt = BCrypt.hashpw(BCRYPT_SECRET, BCrypt.gensalt(STRENGTH));
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(TABLE);
      try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
        for (int i = 0; i < keys.size(); i++) {
          SeededKey key = keys.get(i);
          insert.setLong(1, i);
          insert.setString(2, key.publicKey());
          insert.setString(3, sha256(key));
          insert.setString(4, bcrypt);
          insert.setString(5, key.organization().value());
          insert.addBatch();
        }
        insert.executeBatch();
      }
    }
  }

  boolean isGrantedByHash(SeededKey key) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement select = connection.prepareStatement(COLUMNS + "sha256 = ?")) {
      select.setString(1, sha256(key));
      try (ResultSet row = select.executeQuery()) {
        return row.next() && isAllowed(row, key);
      }
    }
  }

  boolean isGrantedByBcrypt(SeededKey key) throws SQLException {
    String hash;
    boolean allowed;
    try (Connection connection = database.getConnection();
        PreparedStatement select = connection.prepareStatement(COLUMNS + "public_key = ?")) {
      select.setString(1, key.publicKey());
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          return false;
        }
        allowed = isAllowed(row, key);
        hash = row.getString(5);
      }
    }
    return BCrypt.checkpw(BCRYPT_SECRET, hash) && allowed;
  }

  private static boolean isAllowed(ResultSet row, SeededKey key) throws SQLException {
    long expiry = row.getLong(4);
    return key.organization().value().equals(row.getString(1))
        && Seed.ROLE.name().equals(row.getString(2))
        && row.getBoolean(3)
        && (expiry == 0 || System.currentTimeMillis() < expiry);
  }

  private static String sha256(SeededKey key) {
    try {
      byte[] text = key.privateKey().reveal().getBytes(StandardCharsets.ISO_8859_1);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
