package io.claviger.store.jdbc.internal;

import io.claviger.model.ClavigerException;
import io.claviger.model.ErrorCode;
import io.claviger.model.InvalidValueException;
import io.claviger.model.StoreException;
import io.claviger.spi.NamedValue;
import io.claviger.spi.OrganizationChange;
import io.claviger.spi.UsageCount;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.List;

/**
 * The store within a transaction of the host's: neither begins nor ends it. After an error it
 * refuses everything, since the database may have rolled back what the host wrote. Used by the
 * thread that has the transaction.
 */
public final class JoinedStore extends Reads {
  private final Session session;
  private final Dialect dialect;
  private boolean broken;

  private JoinedStore(Connection connection, Dialect dialect) {
    this.session = Session.on(connection, new BorrowedHandles());
    this.dialect = dialect;
  }

  /** Throws a {@link StoreException} if the transaction has not begun or has another isolation. */
  public static JoinedStore in(Connection connection) {
    try {
      requireTransaction(connection);
      Dialect dialect = Dialects.of(connection);
      if (!dialect.isReadCommitted(connection)) {
        throw fault(
            "the transaction is not at READ COMMITTED, the only level at which it sees other changes in"
                + " time; set it on the connection before the transaction begins, or, behind PgBouncer,"
                + " with SET TRANSACTION as its first statement");
      }
      return new JoinedStore(connection, dialect);
    } catch (SQLException e) {
      throw new Failure(Trouble.byStandard(e), e).toStoreException("join the transaction");
    }
  }

  @Override
  public boolean joinsTransaction() {
    return true;
  }

  @Override
  public boolean commit(OrganizationChange change) {
    return read(
        "change organization " + change.organization().id(),
        joined -> allOrNothing(joined, same -> write(change)));
  }

  /**
   * If another transaction stores the name first, this fails and the application must repeat its
   * own.
   */
  @Override
  public String remember(NamedValue value) {
    return read("remember " + value.name(), joined -> ValueTable.findOrInsert(joined, value));
  }

  /** Refused: the rows would be locked for as long as the host's transaction takes. */
  @Override
  public boolean add(List<UsageCount> batch) {
    throw fault("usage is not counted in a transaction of the host's");
  }

  /**
   * Many new organizations. Throws an {@link InvalidValueException} if one is not new, and a {@link
   * StoreException} if one of the ids or public keys is taken.
   */
  public void load(List<OrganizationChange> creations) {
    creations.forEach(JoinedStore::requireCreation);
    read(
        "load " + creations.size() + " organizations",
        joined ->
            allOrNothing(
                joined,
                same -> {
                  writeNew(same, creations);
                  return true;
                }));
  }

  private void writeNew(Session session, List<OrganizationChange> creations) throws SQLException {
    try {
      ChangeWriter.writeNew(session, creations);
    } catch (SQLException e) {
      if (dialect.troubleOf(e) == Trouble.TAKEN) {
        throw new StoreException(
            StoreException.Kind.FAULT,
            "cannot load these organizations: an id or a public key of theirs is taken, or comes"
                + " twice; roll back your transaction, and load those that are not there yet",
            DriverErrors.withoutValues(e));
      }
      throw e;
    }
  }

  private static void requireCreation(OrganizationChange change) {
    if (change.expected().isPresent()) {
      throw InvalidValueException.of(
          ErrorCode.INVALID_VALUE,
          "change to load",
          change.organization().id().value(),
          "must create its organization; commit what changes one");
    }
  }

  @Override
  <T> T read(String what, Database.Reading<T> work) {
    requireUsable(what);
    boolean interrupted = Thread.interrupted();
    broken = true;
    try {
      requireTransaction(session.connection());
      T result = work.read(session);
      broken = false;
      return result;
    } catch (ClavigerException e) {
      throw e;
    } catch (SQLException | RuntimeException e) {
      throw refusal(what, e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** With a savepoint, so that a host that commits in spite of an error keeps no half a change. */
  private static boolean allOrNothing(Session session, Database.Reading<Boolean> work)
      throws SQLException {
    Connection connection = session.connection();
    Savepoint before = connection.setSavepoint();
    try {
      boolean written = work.read(session);
      connection.releaseSavepoint(before);
      return written;
    } catch (SQLException | RuntimeException | Error e) {
      undo(connection, before);
      throw e;
    }
  }

  private boolean write(OrganizationChange change) throws SQLException {
    // A taken id would be an error of the database.
    boolean taken =
        change.expected().isEmpty() && OrganizationTable.lock(session, change.organization().id());
    return !taken && new ChangeWriter(session, change).write();
  }

  private static void undo(Connection connection, Savepoint before) {
    try {
      connection.rollback(before);
    } catch (SQLException | RuntimeException e) {
      // The connection is gone; or the whole transaction was rolled back already, and the
      // statements after that ran in a transaction that the database had begun.
      rollBack(connection);
    }
  }

  private static void rollBack(Connection connection) {
    try {
      connection.rollback();
    } catch (SQLException | RuntimeException e) {
      // It is gone.
    }
  }

  private StoreException refusal(String what, Exception thrown) {
    SQLException said = DriverErrors.of(thrown);
    Trouble trouble = dialect.troubleOf(said);
    if (trouble.isConflict()) {
      SQLException error = DriverErrors.withoutValues(said);
      return new StoreException(
          StoreException.Kind.UNREACHABLE,
          ("cannot " + what + ": another transaction was in the way (error ")
              + (error.getErrorCode() + ", SQLState " + error.getSQLState())
              + "); roll back your transaction and repeat it",
          error);
    }
    // No other connection is to be had here.
    Trouble here = trouble == Trouble.READ_ONLY ? Trouble.FAULT : trouble;
    return new Failure(here, said).toStoreException(what);
  }

  private void requireUsable(String what) {
    if (broken) {
      throw fault("cannot " + what + ": the transaction has met an error before; roll it back");
    }
  }

  private static void requireTransaction(Connection connection) throws SQLException {
    if (connection.getAutoCommit()) {
      throw fault("the connection is in no transaction: begin one first (auto-commit is on)");
    }
  }

  private static StoreException fault(String message) {
    return new StoreException(StoreException.Kind.FAULT, message, null);
  }
}
