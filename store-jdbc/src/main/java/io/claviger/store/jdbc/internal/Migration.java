package io.claviger.store.jdbc.internal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;

/**
 * Applies the files of the schema that were not applied yet, in order. One connection holds a lock
 * while another one works, since statements that make tables commit, and would let go of a lock of
 * their own connection.
 */
public final class Migration {
  private static final List<SchemaFile> FILES = List.of(new SchemaFile(1, "V1__api_keys.sql"));

  private static final String VERSIONS =
      "create table if not exists claviger_schema (version integer not null primary key)";

  /** Version 0 is the empty schema; its row is the lock. */
  private static final String LOCK =
      "select version from claviger_schema where version = 0 for update";

  private final DataSource dataSource;

  /** Of the database that these connections lead to. */
  public Migration(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** Applies what is missing. */
  public void run() {
    try (Connection work = dataSource.getConnection();
        Connection lock = dataSource.getConnection()) {
      boolean autoCommit = work.getAutoCommit();
      work.setAutoCommit(true);
      try {
        apply(work, lock);
      } finally {
        work.setAutoCommit(autoCommit);
      }
    } catch (SQLException e) {
      throw new Failure(Trouble.byStandard(e), e).toStoreException("apply the schema");
    }
  }

  private static void apply(Connection work, Connection lock) throws SQLException {
    Dialect dialect = Dialects.of(work);
    execute(work, VERSIONS);
    insertLockRow(work, dialect);
    try (WriteTransaction held = WriteTransaction.begin(lock, dialect, TimeLimits.OF_MIGRATION)) {
      execute(held.connection(), LOCK);
      int version = version(work);
      for (SchemaFile file : FILES) {
        if (file.version() > version) {
          for (String statement : file.statements(dialect)) {
            execute(work, statement);
          }
          execute(work, insertVersion(file.version()));
        }
      }
    }
  }

  private static void insertLockRow(Connection work, Dialect dialect) throws SQLException {
    try {
      if (version(work) < 0) {
        execute(work, insertVersion(0));
      }
    } catch (SQLException e) {
      // Another process was first.
      if (dialect.troubleOf(e) != Trouble.LOST_RACE) {
        throw e;
      }
    }
  }

  private static int version(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery("select coalesce(max(version), -1) from claviger_schema")) {
      result.next();
      return result.getInt(1);
    }
  }

  private static String insertVersion(int version) {
    return "insert into claviger_schema (version) values (" + version + ")";
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
