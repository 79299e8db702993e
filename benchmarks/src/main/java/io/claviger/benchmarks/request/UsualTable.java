package io.claviger.benchmarks.request;

import com.zaxxer.hikari.HikariDataSource;
import io.claviger.benchmarks.database.Batch;
import io.claviger.benchmarks.database.KeysInTables;
import io.claviger.benchmarks.database.Postgres;
import io.claviger.benchmarks.database.Sql;
import io.claviger.benchmarks.keys.Seed;
import io.claviger.benchmarks.keys.SeededKey;
import io.claviger.benchmarks.run.Require;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.springframework.security.crypto.bcrypt.BCrypt;

/**
 * The usual hand-written table of keys. It finds a key by its SHA-256, or finds it by its public
 * half and checks bcrypt. A key has an organization, a role and an expiry, but no whitelist.
 */
@State(Scope.Benchmark)
public class UsualTable {

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

  private DataSource database;

  /** Creates the table and inserts these keys. */
  static void fill(String url, List<SeededKey> keys) throws Exception {
    String bcrypt = BCrypt.hashpw(BCRYPT_SECRET, BCrypt.gensalt(10));
    try (HikariDataSource pool = Sql.pool(url)) {
      Sql.execute(pool, TABLE);
      try (Connection connection = pool.getConnection();
          Batch insert = new Batch(connection, INSERT)) {
        for (int i = 0; i < keys.size(); i++) {
          SeededKey key = keys.get(i);
          insert.with((long) i, key.publicKey(), sha256(key), bcrypt);
          insert.with(key.organization().value()).add();
        }
        insert.run();
      }
      Postgres.vacuum(pool);
    }
  }

  /** Tries both checks once. */
  @Setup(Level.Trial)
  public void open(KeysInTables tables) throws Exception {
    database = tables.pool;
    SeededKey first = tables.seeded.get(0);
    Require.that(isGrantedByHash(first) && isGrantedByBcrypt(first), "not granted");
  }

  boolean isGrantedByHash(SeededKey key) throws SQLException, NoSuchAlgorithmException {
    return find("sha256 = ?", sha256(key), key) != null;
  }

  boolean isGrantedByBcrypt(SeededKey key) throws SQLException {
    String hash = find("public_key = ?", key.publicKey(), key);
    return hash != null && BCrypt.checkpw(BCRYPT_SECRET, hash);
  }

  /** Returns the bcrypt hash of the key; null if it is not found, or may not make the request. */
  private @Nullable String find(String where, String value, SeededKey key) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement select = Sql.prepare(connection, COLUMNS + where, value);
        ResultSet row = select.executeQuery()) {
      return row.next() && isAllowed(row, key) ? row.getString(5) : null;
    }
  }

  private static boolean isAllowed(ResultSet row, SeededKey key) throws SQLException {
    long expiry = row.getLong(4);
    return key.organization().value().equals(row.getString(1))
        && Seed.ROLE.name().equals(row.getString(2))
        && row.getBoolean(3)
        && (expiry == 0 || System.currentTimeMillis() < expiry);
  }

  private static String sha256(SeededKey key) throws NoSuchAlgorithmException {
    byte[] text = key.privateKey().reveal().getBytes(StandardCharsets.ISO_8859_1);
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
  }
}
