package io.claviger.store.jdbc.internal.transaction;

import io.claviger.model.ClavigerException;
import io.claviger.model.StoreException;
import io.claviger.store.jdbc.internal.dialect.Dialect;
import io.claviger.store.jdbc.internal.dialect.Dialects;
import io.claviger.store.jdbc.internal.dialect.DriverErrors;
import io.claviger.store.jdbc.internal.dialect.ErrorKind;
import io.claviger.store.jdbc.internal.dialect.ForeignKeys;
import io.claviger.store.jdbc.internal.dialect.TimeLimits;
import io.claviger.store.jdbc.internal.sql.Session;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Borrows a connection for each piece of work, ends its transaction, returns the connection as it
 * was, and turns errors into {@link DatabaseException}s. Thread-safe.
 *
 * <p>An interrupt ends the wait for a connection. With a connection, the work runs without the
 * flag, since drivers may drop it while they wait. The flag is set again afterwards.
 */
public final class Database {
  /** Reads on one connection. */
  @FunctionalInterface
  public interface Reading<T> {
    T read(Session session) throws SQLException;
  }

  /** Writes in a transaction, which is rolled back unless this commits it. */
  @FunctionalInterface
  public interface Writing<T> {
    T write(Session session, WriteTransaction transaction) throws SQLException, CommitFailed;
  }

  private final DataSource pool;
  private final boolean autoCommit;
  private final WriteTurns turns;
  private final Eviction eviction;
  private final IsolationCheck isolation;
  // Found at the first use, since a constructor must not need the database.
  private volatile @Nullable Dialect dialect;

  private Database(DataSource pool, boolean autoCommit, WriteTurns turns) {
    this.pool = Objects.requireNonNull(pool, "dataSource");
    this.autoCommit = autoCommit;
    this.turns = turns;
    this.eviction = Eviction.from(pool);
    this.isolation = new IsolationCheck(autoCommit);
  }

  /** Creates a database whose connections come with auto-commit as declared. */
  public static Database of(DataSource dataSource, boolean autoCommit, boolean oneWriter) {
    WriteTurns turns =
        oneWriter ? WriteTurns.oneAtATime(Pauses.WAIT_OF_ONE_WRITER) : WriteTurns.unlimited();
    return new Database(dataSource, autoCommit, turns);
  }

  public <T> T read(Reading<T> work) throws DatabaseException {
    Session session = open();
    boolean interrupted = Thread.interrupted();
    try {
      dialectOf(session.connection());
      requireAutoCommit(session.connection());
      if (!autoCommit) {
        // The pool may have begun a transaction by checking the connection, which would not see
        // later changes.
        session.connection().rollback();
      }
      return readAndEnd(session, work);
    } catch (ClavigerException e) {
      throw e;
    } catch (SQLException | RuntimeException e) {
      // A proxy that connects at the first statement may throw anything.
      throw failure(e);
    } finally {
      giveBack(session, interrupted);
    }
  }

  public <T> T write(Writing<T> work) throws DatabaseException, CommitFailed {
    return write(TimeLimits.OF_CHANGE, work);
  }

  public <T> T write(TimeLimits limits, Writing<T> work) throws DatabaseException, CommitFailed {
    return write(limits, UnaryOperator.identity(), work);
  }

  /** Writes in a transaction that sees everything committed before, on any server of a cluster. */
  <T> T writeUpToDate(Writing<T> work) throws DatabaseException, CommitFailed {
    return write(TimeLimits.OF_CHANGE, Dialect::waitingForOtherNodes, work);
  }

  private <T> T write(TimeLimits limits, UnaryOperator<Dialect> in, Writing<T> work)
      throws DatabaseException, CommitFailed {
    turns.take();
    try {
      return writeInTurn(limits, in, work);
    } finally {
      turns.giveBack();
    }
  }

  private <T> T writeInTurn(TimeLimits limits, UnaryOperator<Dialect> in, Writing<T> work)
      throws DatabaseException, CommitFailed {
    Session session = open();
    boolean interrupted = Thread.interrupted();
    try {
      requireAutoCommit(session.connection());
      Connection connection = session.connection();
      Dialect its = in.apply(dialectOf(connection));
      try (WriteTransaction transaction =
          WriteTransaction.begin(connection, its, limits, eviction)) {
        return work.write(session, transaction);
      }
    } catch (ClavigerException e) {
      throw e;
    } catch (SQLException | RuntimeException e) {
      DatabaseException failure = failure(e);
      evictIfReadOnly(session, failure.kind());
      throw failure;
    } catch (CommitFailed e) {
      ErrorKind kind = kindOf(e.error());
      evictIfReadOnly(session, kind);
      if (kind.isConflict() || ForeignKeys.forbid(e.error())) {
        throw failure(e.error());
      }
      throw e;
    } finally {
      giveBack(session, interrupted);
    }
  }

  private <T> T readAndEnd(Session session, Reading<T> work) throws SQLException {
    try {
      return work.read(session);
    } finally {
      if (!autoCommit) {
        endReading(session.connection());
      }
    }
  }

  /** A connection with another setting may be in a transaction of the application's. */
  private void requireAutoCommit(Connection connection) throws SQLException {
    if (connection.getAutoCommit() != autoCommit) {
      throw fault(
          ("the store was made with AutoCommit." + (autoCommit ? "ON" : "OFF"))
              + ", but its connections come otherwise; if that is the pool's setting, construct"
              + (" JdbcApiKeyStore with AutoCommit." + (autoCommit ? "OFF" : "ON"))
              + "; a connection of a transaction of the application's cannot be used");
    }
  }

  /** Borrows a connection. */
  public Session open() throws DatabaseException {
    try {
      return Session.on(pool.getConnection());
    } catch (ClavigerException e) {
      throw e;
    } catch (SQLException | RuntimeException e) {
      // A data source that chooses among others may throw anything.
      throw failure(e);
    }
  }

  /** Ends the transaction of a read, which would see old rows later. */
  private static void endReading(Connection connection) {
    try {
      connection.rollback();
    } catch (SQLException | RuntimeException e) {
      // The result is right; the pool finds out about the connection.
    }
  }

  private void evictIfReadOnly(Session session, ErrorKind kind) {
    if (kind == ErrorKind.READ_ONLY) {
      eviction.evict(session.connection());
    }
  }

  private static void giveBack(Session session, boolean interrupted) {
    try {
      session.close();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private DatabaseException failure(Exception thrown) {
    SQLException error = DriverErrors.of(thrown);
    return new DatabaseException(kindOf(error), error, pool);
  }

  private ErrorKind kindOf(SQLException error) {
    Dialect known = dialect;
    return known == null ? ErrorKind.byStandard(error) : known.kindOf(error);
  }

  /** Returns whether changes are written one at a time. */
  public boolean hasOneWriter() {
    return turns.areTaken();
  }

  /** Returns the dialect of this connection, which is the same for all. */
  public Dialect dialectOf(Connection connection) throws SQLException {
    Dialect known = dialect;
    if (known == null) {
      known = Dialects.of(connection);
      dialect = known;
    }
    isolation.run(connection, known);
    return known;
  }

  private static StoreException fault(String message) {
    return new StoreException(StoreException.Kind.FAULT, message, null);
  }
}
