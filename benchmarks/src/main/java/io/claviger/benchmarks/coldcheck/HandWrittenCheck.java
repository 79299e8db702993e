package io.claviger.benchmarks.coldcheck;

import io.claviger.benchmarks.database.KeysInTables;
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
import java.util.Base64;
import javax.sql.DataSource;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * A fast hand-written check on the tables of the store: one SELECT of the necessary columns, and no
 * classes of the library. It compares the secret in constant time, and parses the text of the
 * whitelist until an entry matches.
 */
@State(Scope.Benchmark)
public class HandWrittenCheck {
  private static final String SELECT =
      """
      select o.id, o.whitelist_required, k.enabled, k.expires_at, k.roles, k.whitelist,
             s.id, s.expires_at, s.verifiers
        from claviger_api_key k
        join claviger_organization o on o.id = k.organization_id
        join claviger_secret s on s.key_id = k.id
       where k.public_key = ? and o.state = 'active'
      """;

  private static final int ADDRESS = (int) Seed.address(0).low();
  private static final String ROLE = Seed.ROLE.name();
  private static final ThreadLocal<MessageDigest> SHA256 =
      ThreadLocal.withInitial(HandWrittenCheck::sha256);

  private DataSource database;

  /** Tries the check once. */
  @Setup(Level.Trial)
  public void open(KeysInTables tables) throws SQLException {
    database = tables.pool;
    Require.that(isGranted(tables.seeded.get(0)), "not granted");
  }

  boolean isGranted(SeededKey key) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement select = connection.prepareStatement(SELECT)) {
      select.setString(1, key.publicKey());
      try (ResultSet rows = select.executeQuery()) {
        long now = System.currentTimeMillis() * 1000;
        while (rows.next()) {
          if (isSecret(rows.getString(7), rows.getString(9), key.privateKey().reveal())) {
            return isLive(rows, 8, now)
                && rows.getBoolean(3)
                && isLive(rows, 4, now)
                && key.organization().value().equals(rows.getString(1))
                && hasRole(rows.getString(5))
                && isAdmitted(rows.getString(6), rows.getBoolean(2));
          }
        }
        return false;
      }
    }
  }

  private static boolean isLive(ResultSet row, int column, long now) throws SQLException {
    long expiry = row.getLong(column);
    return row.wasNull() || now < expiry;
  }

  private static boolean isSecret(String id, String verifier, String presented) {
    int salt = verifier.indexOf('$') + 1;
    int hash = verifier.indexOf('$', salt) + 1;
    MessageDigest sha256 = SHA256.get();
    sha256.update(ascii(verifier.substring(salt, hash - 1)));
    sha256.update(ascii(id));
    byte[] made = sha256.digest(ascii(presented));
    return MessageDigest.isEqual(Base64.getUrlDecoder().decode(verifier.substring(hash)), made);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static boolean hasRole(String roles) {
    return roles.equals(ROLE) || roles.lines().anyMatch(ROLE::equals);
  }

  private static boolean isAdmitted(String whitelist, boolean required) {
    if (whitelist.isEmpty()) {
      return !required;
    }
    for (int line = 0; line >= 0; ) {
      if (isIn(whitelist, line)) {
        return true;
      }
      int end = whitelist.indexOf('\n', line);
      line = end < 0 ? -1 : end + 1;
    }
    return false;
  }

  /**
   * Returns whether the IPv4 block at this position contains the address. A colon ends the block:
   * it belongs to IPv6 and does not match.
   */
  private static boolean isIn(String whitelist, int from) {
    int block = 0;
    int number = 0;
    for (int i = from; ; i++) {
      char c = i < whitelist.length() ? whitelist.charAt(i) : '\n';
      if (c >= '0' && c <= '9') {
        number = number * 10 + (c - '0');
      } else if (c == '.' || c == '/') {
        block = block << 8 | number;
        number = 0;
      } else {
        return (c == '\t' || c == '\n')
            && (number == 0 || (block ^ ADDRESS) >>> (32 - number) == 0);
      }
    }
  }
}
