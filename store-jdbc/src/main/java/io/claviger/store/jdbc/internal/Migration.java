package io.claviger.store.jdbc.internal;

import io.claviger.model.ClavigerException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;

/**
 * Applies the files of the schema that were not applied yet, in order. One connection holds a lock
 * while another one works, since statements that make tables commit, and would let go of a lock of
 * their own connection. On a cluster the lock may be held on two nodes at once; that does no harm,
 * since every statement can be run again.
 */
public final class Migration {
  /** None that was released ever changes, since databases have been made by it. */
  private static final List<SchemaFile> FILES =
      List.of(new SchemaFile(1, "V1__api_keys.sql"), new SchemaFile(2, "V2__values.sql"));

  /** What this library needs. */
  static final int VERSION = FILES.get(FILES.size() - 1).version();

  /** Each file makes this too and says here, as its last statement, that it was applied. */
  private static final String VERSIONS =
      "create table if not exists claviger_schema (version integer not null primary key)"
          // The default of a server may be an engine without locks of rows.
          + " /*M! engine = InnoDB */";

  /** Version 0 is the empty schema; its row is the lock. */
  private static final String FIND_LOCK = "select version from claviger_schema where version = 0";

  private static final String INSERT_LOCK = "insert into claviger_schema (version) values (0)";

  private static final String WHAT = "apply the schema";
  private static final String ADVICE =
      "what was made before that stays; mend the cause and call Schema.migrate again";

  private final DataSource dataSource;

  /** Of the database that these connections lead to. */
  public Migration(DataSource dataSource) {
    this.dataSource = Objects.requireNonNull(dataSource, "dataSource");
  }

  /** Applies what is missing. */
  public void run() {
    try (Connection work = dataSource.getConnection();
        Connection lock = dataSource.getConnection()) {
      boolean autoCommit = work.getAutoCommit();
      work.setAutoCommit(true);
      try {
        applyUnlessForbiddenInVain(work, lock);
      } finally {
        restore(work, autoCommit);
      }
    } catch (ClavigerException e) {
      throw e;
    } catch (Failure e) {
      throw e.toStoreException(WHAT, ADVICE);
    } catch (SQLException | RuntimeException e) {
      SQLException error = DriverErrors.of(e);
      throw new Failure(Trouble.byStandard(error), error).toStoreException(WHAT, ADVICE);
    }
  }

  private static void restore(Connection work, boolean autoCommit) {
    try {
      work.setAutoCommit(autoCommit);
    } catch (SQLException | RuntimeException e) {
      // It is gone. What it was that failed is told.
    }
  }

  /**
   * Who calls again may have no right to make tables, or be where nothing can be written. That is
   * found out by trying: to read the version first would find tables of somebody else, further on
   * in the search path.
   */
  private void applyUnlessForbiddenInVain(Connection work, Connection lock)
      throws SQLException, Failure {
    Dialect dialect = Dialects.of(work);
    try {
      apply(work, lock, dialect);
    } catch (SQLException e) {
      Trouble trouble = dialect.troubleOf(e);
      boolean forbidden = Rights.areLacking(e) || trouble == Trouble.READ_ONLY;
      if (!forbidden || !isUpToDate(work)) {
        throw new Failure(trouble, e);
      }
    }
  }

  private static boolean isUpToDate(Connection work) {
    try {
      return version(work) >= VERSION;
    } catch (SQLException e) {
      return false;
    }
  }

  private void apply(Connection work, Connection lock, Dialect dialect) throws SQLException {
    executeUnlessOtherWasFirst(work, dialect, VERSIONS);
    if (!hasRow(work, FIND_LOCK)) {
      executeUnlessOtherWasFirst(work, dialect, INSERT_LOCK);
    }
    Discarding discarding = Discarding.outOf(dataSource);
    try (WriteTransaction held =
        WriteTransaction.begin(lock, dialect, TimeLimits.OF_MIGRATION, discarding)) {
      execute(held.connection(), FIND_LOCK + " for update");
      int version = version(work);
      for (SchemaFile file : FILES) {
        if (file.version() > version) {
          for (String statement : file.statements(dialect)) {
            execute(work, statement);
          }
        }
      }
    }
  }

  /** PostgreSQL too refuses a table that another process is making, "if not exists" or not. */
  private static void executeUnlessOtherWasFirst(Connection work, Dialect dialect, String sql)
      throws SQLException {
    try {
      execute(work, sql);
    } catch (SQLException e) {
      if (!dialect.troubleOf(e).isConflict()) {
        throw e;
      }
    }
  }

  private static boolean hasRow(Connection connection, String select) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(select)) {
      return result.next();
    }
  }

  /** The newest that was applied; 0 if none was. */
  static int version(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery("select coalesce(max(version), 0) from claviger_schema")) {
      result.next();
      return result.getInt(1);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
