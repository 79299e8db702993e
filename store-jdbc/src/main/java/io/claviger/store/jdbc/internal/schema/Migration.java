package io.claviger.store.jdbc.internal.schema;

import io.claviger.model.ClavigerException;
import io.claviger.model.StoreException;
import io.claviger.store.jdbc.internal.dialect.Dialect;
import io.claviger.store.jdbc.internal.dialect.Dialects;
import io.claviger.store.jdbc.internal.dialect.DriverErrors;
import io.claviger.store.jdbc.internal.dialect.ErrorKind;
import io.claviger.store.jdbc.internal.dialect.ForeignKeys;
import io.claviger.store.jdbc.internal.dialect.Privileges;
import io.claviger.store.jdbc.internal.dialect.TimeLimits;
import io.claviger.store.jdbc.internal.sql.Session;
import io.claviger.store.jdbc.internal.transaction.DatabaseException;
import io.claviger.store.jdbc.internal.transaction.Eviction;
import io.claviger.store.jdbc.internal.transaction.WriteTransaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/**
 * Applies the files of the schema that were not applied yet, in order. One connection holds a lock
 * while another one works, since statements that create tables commit, and would release a lock of
 * their own connection. On a cluster two nodes may hold the lock at once. That does no harm, since
 * every statement can be run again.
 */
public final class Migration {
  /**
   * A released file never changes, since databases have been created by it. The last one is open
   * until the next release: further changes are appended to it.
   */
  static final List<SchemaFile> FILES =
      List.of(
          new SchemaFile(1, "V1__api_keys.sql"),
          new SchemaFile(2, "V2__values.sql"),
          new SchemaFile(3, "V3__events_of_a_key.sql"),
          new SchemaFile(4, "V4__all_organizations.sql"),
          new SchemaFile(5, "V5__macs_of_events.sql"),
          new SchemaFile(6, "V6__rate_limits.sql"),
          new SchemaFile(7, "V7__chains_and_limits.sql"),
          new SchemaFile(8, "V8__kinds_and_ended_tokens.sql"),
          new SchemaFile(9, "V9__change_feed.sql"));

  /** The version that this library needs. */
  public static final int VERSION = FILES.get(FILES.size() - 1).version();

  /** Each file creates this table too, and records its version here as its last statement. */
  private static final String VERSIONS =
      "create table if not exists claviger_schema (version integer not null primary key)"
          // The default of a server may be an engine without locks of rows.
          + " /*! engine = InnoDB */";

  /** Version 0 is the empty schema; its row is the lock. */
  private static final String FIND_LOCK = "select version from claviger_schema where version = 0";

  private static final String INSERT_LOCK = "insert into claviger_schema (version) values (0)";

  private static final int MAX_TRIES = 5;

  /** The class of SQLStates for transactions that were rolled back. */
  private static final String ROLLED_BACK = "40";

  private static final String WHAT = "apply the schema";
  private static final String ADVICE =
      "what was made before that stays; correct the cause and call Schema.migrate again";

  private final DataSource dataSource;

  /** Creates a migration of the database that these connections lead to. */
  public Migration(DataSource dataSource) {
    this.dataSource = Objects.requireNonNull(dataSource, "dataSource");
  }

  /** Applies the missing files. */
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
    } catch (SQLException | RuntimeException e) {
      SQLException error = DriverErrors.of(e);
      throw new DatabaseException(ErrorKind.byStandard(error), error, dataSource)
          .toStoreException(WHAT, ADVICE);
    }
  }

  private static void restore(Connection work, boolean autoCommit) {
    try {
      work.setAutoCommit(autoCommit);
    } catch (SQLException | RuntimeException e) {
      // The connection is gone; the first error is reported.
    }
  }

  /**
   * A later caller may have no right to create tables, or a read-only database. Trying finds that
   * out: reading the version first might find tables of another owner, further on in the search
   * path.
   */
  private void applyUnlessForbiddenInVain(Connection work, Connection lock) throws SQLException {
    Dialect dialect = Dialects.of(work);
    Handle handle = Session.joining(work).handle();
    try {
      apply(handle, lock, dialect);
    } catch (SQLException | JdbiException e) {
      SQLException error = DriverErrors.of(e);
      ErrorKind kind = kindOf(error, dialect);
      boolean lacksRight = Privileges.areMissing(error);
      if (!(lacksRight || kind == ErrorKind.READ_ONLY) || !isUpToDate(handle)) {
        String advice = lacksRight ? adviceOnRights(error, handle) : ADVICE;
        throw new DatabaseException(kind, error, dataSource).toStoreException(WHAT, advice);
      }
    }
  }

  /** The user may lack the right to make tables, or any right on those that are there. */
  private static String adviceOnRights(SQLException error, Handle work) throws SQLException {
    try {
      version(work);
    } catch (JdbiException e) {
      if (Privileges.areMissing(DriverErrors.of(e))) {
        return Privileges.advice(error);
      }
    }
    return Privileges.adviceToMigrate(work.getConnection());
  }

  private static boolean isUpToDate(Handle work) {
    try {
      return versionToUpgrade(work) == VERSION;
    } catch (JdbiException e) {
      return false;
    }
  }

  private void apply(Handle work, Connection lock, Dialect dialect) throws SQLException {
    executeUnlessOtherWasFirst(work, dialect, VERSIONS);
    if (work.createQuery(FIND_LOCK).mapTo(Integer.class).findFirst().isEmpty()) {
      executeUnlessOtherWasFirst(work, dialect, INSERT_LOCK);
    }
    Eviction eviction = Eviction.from(dataSource);
    try (WriteTransaction held =
        WriteTransaction.begin(lock, dialect, TimeLimits.OF_MIGRATION, eviction)) {
      Handle locking = Session.joining(held.connection()).handle();
      locking.createQuery(FIND_LOCK + " for update").mapTo(Integer.class).one();
      int version = versionToUpgrade(work);
      FILES.stream()
          .filter(file -> file.version() > version)
          .flatMap(file -> file.statements(dialect).stream())
          .forEach(statement -> executeBesideNodes(work, dialect, statement));
    }
  }

  /**
   * Repeats a statement that loses against a running node. Such a node may delete a key whose row
   * the statement copies, so the next try keeps the keys. A lock that does not come in time is not
   * tried again: the limit is that of the application, whose requests wait behind this statement.
   */
  private static void executeBesideNodes(Handle work, Dialect dialect, String statement) {
    List<String> before = List.of();
    for (int tries = 1; ; tries++) {
      try {
        executeTogether(work, before, statement);
        return;
      } catch (JdbiException e) {
        SQLException error = DriverErrors.of(e);
        boolean keyIsGone = ForeignKeys.forbid(error);
        if (tries == MAX_TRIES || !(keyIsGone || isRolledBack(error))) {
          throw e;
        }
        before = keyIsGone ? dialect.keepKeys() : before;
      }
    }
  }

  private static void executeTogether(Handle work, List<String> before, String statement) {
    if (before.isEmpty()) {
      work.execute(statement);
    } else {
      work.useTransaction(
          transaction -> {
            before.forEach(transaction::execute);
            transaction.execute(statement);
          });
    }
  }

  /** Returns whether a deadlock or a failed certification ended the transaction. */
  private static boolean isRolledBack(SQLException error) {
    String state = error.getSQLState();
    return state != null && state.startsWith(ROLLED_BACK);
  }

  /** A foreign key that is violated means that the row of a key is gone. */
  private static ErrorKind kindOf(SQLException error, Dialect dialect) {
    return ForeignKeys.forbid(error) ? ErrorKind.CONFLICT : dialect.kindOf(error);
  }

  /** PostgreSQL also refuses a table that another process is creating, even "if not exists". */
  private static void executeUnlessOtherWasFirst(Handle work, Dialect dialect, String sql) {
    try {
      work.execute(sql);
    } catch (JdbiException e) {
      if (!dialect.kindOf(DriverErrors.of(e)).isConflict()) {
        throw e;
      }
    }
  }

  /** Refuses a newer version, whose rows this library may misread. */
  private static int versionToUpgrade(Handle work) {
    int version = version(work);
    if (version > VERSION) {
      throw new StoreException(
          StoreException.Kind.FAULT,
          "the database cannot be used as it is: " + mismatch(version).orElseThrow(),
          null);
    }
    return version;
  }

  /** Says what to do about another version than {@link #VERSION}; empty for this one. */
  public static Optional<String> mismatch(int version) {
    String versions =
        "its schema has version " + version + ", this library needs " + VERSION + ": ";
    if (version < VERSION) {
      return Optional.of(
          versions + "call Schema.migrate, or apply the newer files with your own tool");
    }
    return version == VERSION
        ? Optional.empty()
        : Optional.of(versions + "use the library that made it, or a newer one");
  }

  /** Returns the newest applied version; 0 if there is none. */
  public static int version(Handle handle) {
    return handle
        .createQuery("select coalesce(max(version), 0) from claviger_schema")
        .mapTo(Integer.class)
        .one();
  }
}
