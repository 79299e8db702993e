package io.claviger.store.jdbc;

import static io.claviger.store.jdbc.Checks.execute;

import com.mysql.cj.jdbc.MysqlDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.mariadb.jdbc.MariaDbDataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A database user with granted rights only. */
final class LimitedUser {
  private final DataSource administrator;
  private final DataSource own;
  private final String grantee;

  private LimitedUser(DataSource administrator, DataSource own, String grantee) {
    this.administrator = administrator;
    this.own = own;
    this.grantee = grantee;
  }

  /** Creates a user who sees the schema of these connections, and may do nothing in it yet. */
  static LimitedUser of(DataSource administrator) throws SQLException {
    String name = "limited_" + UUID.randomUUID().toString().replace("-", "").substring(0, 16);
    if (administrator instanceof JdbcDataSource h2) {
      execute(administrator, "create user " + name + " password ''");
      JdbcDataSource own = new JdbcDataSource();
      // The database is open with that setting, which only an administrator may set anew.
      own.setURL(h2.getURL().replaceAll(";(OPTIMIZE_REUSE_RESULTS|DB_CLOSE_DELAY)=[^;]*", ""));
      own.setUser(name);
      return new LimitedUser(administrator, own, name);
    }
    if (administrator instanceof PGSimpleDataSource postgres) {
      execute(
          administrator,
          "create role " + name + " login",
          "grant usage on schema " + postgres.getCurrentSchema() + " to " + name);
      PGSimpleDataSource own = new PGSimpleDataSource();
      own.setUrl(postgres.getUrl());
      own.setUser(name);
      return new LimitedUser(administrator, own, name);
    }
    String grantee = name + "@'%'";
    execute(
        administrator,
        "create user " + grantee,
        // Without a right on the database, nobody may even connect to it.
        "grant show view on " + database(administrator) + ".* to " + grantee);
    if (administrator instanceof MysqlDataSource mysql) {
      MysqlDataSource own = new MysqlDataSource();
      own.setUrl(mysql.getUrl());
      own.setUser(name);
      return new LimitedUser(administrator, own, grantee);
    }
    MariaDbDataSource own = new MariaDbDataSource(((MariaDbDataSource) administrator).getUrl());
    own.setUser(name);
    return new LimitedUser(administrator, own, grantee);
  }

  /** Grants these rights, written as in a statement: "select, update (name)". */
  LimitedUser may(String rights, String... tables) throws SQLException {
    for (String table : tables) {
      execute(administrator, "grant " + known(rights) + " on " + table + " to " + grantee);
    }
    return this;
  }

  /** H2 has no rights to columns. */
  private String known(String rights) {
    return administrator instanceof JdbcDataSource ? rights.replaceAll(" [(]\\w+[)]", "") : rights;
  }

  /** Revokes the right. */
  void mayNot(String right, String table) throws SQLException {
    execute(administrator, "revoke " + known(right) + " on " + table + " from " + grantee);
  }

  DataSource dataSource() {
    return own;
  }

  private static String database(DataSource dataSource) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      return connection.getCatalog();
    }
  }
}
