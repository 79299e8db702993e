package io.claviger.store.jdbc.internal;

import io.claviger.model.ClavigerException;
import io.claviger.model.StoreException;
import io.claviger.store.jdbc.AutoCommit;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Borrows connections for one piece of work each, ends its transaction, gives the connection back
 * as it was found, and turns errors into {@link Failure}s. Thread-safe.
 *
 * <p>An interrupt ends the wait for a connection. Once there is one, the work is done without the
 * flag, which drivers may drop while they wait, and it is set again afterwards.
 */
final class Database {
  /** Reads on one connection. */
  @FunctionalInterface
  interface Reading<T> {
    T read(Session session) throws SQLException;
  }

  /** Writes in a transaction, which is rolled back unless this commits it. */
  @FunctionalInterface
  interface Writing<T> {
    T write(Session session, WriteTransaction transaction) throws SQLException, CommitFailed;
  }

  private final Sessions sessions;
  private final AutoCommit autoCommit;
  private final WriteTurns turns;
  private final Discarding discarding;
  // Found out at first use, since a constructor must not need the database.
  private volatile @Nullable Dialect dialect;

  /** On this pool, whose connections come with auto-commit as declared. */
  Database(Sessions sessions, AutoCommit autoCommit, WriteTurns turns, Discarding discarding) {
    this.sessions = sessions;
    this.autoCommit = Objects.requireNonNull(autoCommit, "autoCommit");
    this.turns = turns;
    this.discarding = discarding;
  }

  <T> T read(Reading<T> work) throws Failure {
    Session session = open();
    boolean interrupted = Thread.interrupted();
    try {
      dialectOf(session.connection());
      requireAutoCommit(session.connection());
      if (autoCommit == AutoCommit.OFF) {
        // A pool may have looked whether the connection lives, and so begun a transaction, which
        // would not see what was changed since.
        session.connection().rollback();
      }
      return readAndEnd(session, work);
    } catch (ClavigerException e) {
      throw e;
    } catch (SQLException | RuntimeException e) {
      // Beside the mapping layer, a proxy that connects at the first statement may throw anything.
      throw failure(e);
    } finally {
      giveBack(session, interrupted);
    }
  }

  <T> T write(Writing<T> work) throws Failure, CommitFailed {
    return write(TimeLimits.OF_CHANGE, work);
  }

  <T> T write(TimeLimits limits, Writing<T> work) throws Failure, CommitFailed {
    return write(limits, UnaryOperator.identity(), work);
  }

  /** Sees all that was committed before, on whatever server of a cluster. */
  <T> T writeUpToDate(Writing<T> work) throws Failure, CommitFailed {
    return write(TimeLimits.OF_CHANGE, Dialect::upToDate, work);
  }

  private <T> T write(TimeLimits limits, UnaryOperator<Dialect> in, Writing<T> work)
      throws Failure, CommitFailed {
    turns.take();
    try {
      return writeInTurn(limits, in, work);
    } finally {
      turns.giveBack();
    }
  }

  private <T> T writeInTurn(TimeLimits limits, UnaryOperator<Dialect> in, Writing<T> work)
      throws Failure, CommitFailed {
    Session session = open();
    boolean interrupted = Thread.interrupted();
    try {
      requireAutoCommit(session.connection());
      Connection connection = session.connection();
      Dialect its = in.apply(dialectOf(connection));
      try (WriteTransaction transaction =
          WriteTransaction.begin(connection, its, limits, discarding)) {
        return work.write(session, transaction);
      }
    } catch (ClavigerException e) {
      throw e;
    } catch (SQLException | RuntimeException e) {
      Failure failure = failure(e);
      evictIfReadOnly(session, failure.trouble());
      throw failure;
    } catch (CommitFailed e) {
      Trouble trouble = troubleOf(e.error());
      evictIfReadOnly(session, trouble);
      if (trouble.isConflict() || ForeignKeys.forbid(e.error())) {
        throw failure(e.error());
      }
      throw new CommitFailed(DriverErrors.withoutValues(e.error()));
    } finally {
      giveBack(session, interrupted);
    }
  }

  private <T> T readAndEnd(Session session, Reading<T> work) throws SQLException {
    try {
      return work.read(session);
    } finally {
      if (autoCommit == AutoCommit.OFF) {
        endReading(session.connection());
      }
    }
  }

  /** A connection that comes otherwise may be in a transaction of the host's, which is not ours. */
  private void requireAutoCommit(Connection connection) throws SQLException {
    AutoCommit found = connection.getAutoCommit() ? AutoCommit.ON : AutoCommit.OFF;
    if (found != autoCommit) {
      throw fault(
          ("the store was made with AutoCommit." + autoCommit)
              + ", but its connections come otherwise; if that is the pool's setting, construct"
              + (" JdbcApiKeyStore with AutoCommit." + found)
              + "; a connection of a transaction of the host's cannot be used");
    }
  }

  private Session open() throws Failure {
    try {
      return sessions.open();
    } catch (SQLException | RuntimeException e) {
      // A data source of the host's that chooses among others may throw anything.
      throw failure(e);
    }
  }

  /** Reading has begun a transaction, which would see old rows later. */
  private static void endReading(Connection connection) {
    try {
      connection.rollback();
    } catch (SQLException | RuntimeException e) {
      // What was read is right; the pool finds out about the connection.
    }
  }

  private void evictIfReadOnly(Session session, Trouble trouble) {
    if (trouble == Trouble.READ_ONLY) {
      discarding.evict(session.connection());
    }
  }

  private static void giveBack(Session session, boolean interrupted) {
    try {
      session.close();
    } catch (SQLException | RuntimeException e) {
      // The work is done or has failed with an error of its own.
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private Failure failure(Exception thrown) {
    SQLException error = DriverErrors.of(thrown);
    return new Failure(troubleOf(error), error);
  }

  private Trouble troubleOf(SQLException error) {
    Dialect known = dialect;
    return known == null ? Trouble.byStandard(error) : known.troubleOf(error);
  }

  /** What is missing or dangerous, each with its mend. */
  List<String> findings(Session session) throws SQLException {
    Connection connection = session.connection();
    Dialect its = dialectOf(connection);
    List<String> findings =
        new ArrayList<>(new Inspection(connection, its).findings(its.dangers(turns.areTaken())));
    if (its.hasPoolers() && losesStatements(connection)) {
      findings.add("prepared statements of the driver are lost: " + Poolers.REMEDY);
    }
    return findings;
  }

  /** Takes a second connection; returns false if there is none. */
  private boolean losesStatements(Connection first) throws SQLException {
    Session second;
    try {
      second = open();
    } catch (Failure e) {
      return false;
    }
    try {
      return Poolers.loseStatements(first, second.connection());
    } finally {
      giveBack(second, false);
    }
  }

  private Dialect dialectOf(Connection connection) throws SQLException {
    Dialect known = dialect;
    if (known == null) {
      known = Dialects.of(connection);
      requireIsolation(connection, known);
      dialect = known;
    }
    return known;
  }

  /** Reads go by the isolation of the session, each of them one statement. */
  private void requireIsolation(Connection connection, Dialect dialect) throws SQLException {
    int isolation = connection.getTransactionIsolation();
    if (dialect.readsUncommitted() && isolation == Connection.TRANSACTION_READ_UNCOMMITTED) {
      throw fault(
          "its connections read what is not committed, so a key could be found that is half"
              + " changed; set the isolation of the pool to READ COMMITTED or above");
    }
    if (autoCommit == AutoCommit.OFF
        && dialect.locksWhatIsRead()
        && isolation == Connection.TRANSACTION_SERIALIZABLE) {
      throw fault(
          "its connections come with auto-commit off and at SERIALIZABLE, where a look-up of a key"
              + " waits for whoever changes it; set the isolation of the pool to READ COMMITTED,"
              + " or auto-commit on");
    }
  }

  private static StoreException fault(String message) {
    return new StoreException(StoreException.Kind.FAULT, message, null);
  }
}
