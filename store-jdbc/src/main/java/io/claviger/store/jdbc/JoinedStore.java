package io.claviger.store.jdbc;

import io.claviger.model.ClavigerException;
import io.claviger.model.ErrorCode;
import io.claviger.model.InvalidValueException;
import io.claviger.model.OrganizationId;
import io.claviger.model.StoreException;
import io.claviger.spi.store.ChangeStore;
import io.claviger.spi.store.NamedValue;
import io.claviger.spi.store.OrganizationChange;
import io.claviger.spi.store.StoreExtensions;
import io.claviger.spi.store.UsageCount;
import io.claviger.store.jdbc.internal.dialect.Dialect;
import io.claviger.store.jdbc.internal.dialect.Dialects;
import io.claviger.store.jdbc.internal.dialect.DriverErrors;
import io.claviger.store.jdbc.internal.dialect.ErrorKind;
import io.claviger.store.jdbc.internal.dialect.TimeLimits;
import io.claviger.store.jdbc.internal.sql.Session;
import io.claviger.store.jdbc.internal.table.ChangeWriter;
import io.claviger.store.jdbc.internal.table.OrganizationTable;
import io.claviger.store.jdbc.internal.table.ValueTable;
import io.claviger.store.jdbc.internal.transaction.AllOrNothing;
import io.claviger.store.jdbc.internal.transaction.Database;
import io.claviger.store.jdbc.internal.transaction.DatabaseException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The store within a transaction of the application's, which it neither begins nor ends. After an
 * error it refuses every call, since the database may have rolled back the application's rows. Used
 * by the thread that has the transaction.
 */
final class JoinedStore extends StoreReads {
  /** No longer than other changes do, since the other transaction may wait for this thread. */
  private static final Duration LOCK_WAIT = TimeLimits.OF_CHANGE.lockWait();

  private final Session session;
  private final Dialect dialect;
  private boolean waitsBriefly;
  private boolean broken;

  private JoinedStore(Connection connection, Dialect dialect) {
    this.session = Session.joining(connection);
    this.dialect = dialect;
  }

  /** Throws a {@link StoreException} if the transaction has not begun or has another isolation. */
  static JoinedStore in(Connection connection) {
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
      throw new DatabaseException(ErrorKind.byStandard(e), e)
          .toStoreException("join the transaction");
    }
  }

  @Override
  public boolean joinsTransaction() {
    return true;
  }

  /** Without verifiers and the reads over all: the transaction is the application's. */
  @Override
  public StoreExtensions extensions() {
    return StoreExtensions.none().withEvents(this).withUsage(this).withCapacity(wanted -> 1);
  }

  /** Waits for the organization, and holds it until the end of the transaction. */
  @Override
  public <T> T withLock(OrganizationId organization, Function<ChangeStore, T> work) {
    Objects.requireNonNull(organization, "organization");
    Objects.requireNonNull(work, "work");
    String what = "change organization " + organization;
    return waitingBriefly(
        what,
        () -> {
          boolean unused =
              read(what, joined -> OrganizationTable.lock(joined, dialect, organization));
          return work.apply(this);
        });
  }

  @Override
  public boolean commit(OrganizationChange change) {
    String what = "change organization " + change.organization().id();
    return waitingBriefly(
        what, () -> read(what, joined -> AllOrNothing.run(joined, same -> write(change))));
  }

  /** Limits how long each statement of the work waits for a lock, and then restores the limit. */
  private <T> T waitingBriefly(String what, Supplier<T> work) {
    if (waitsBriefly) {
      return work.get();
    }
    Dialect.Undo undo = read(what, joined -> dialect.limitLockWait(joined.connection(), LOCK_WAIT));
    waitsBriefly = true;
    try {
      return work.get();
    } finally {
      waitsBriefly = false;
      restore(undo);
    }
  }

  private static void restore(Dialect.Undo undo) {
    try {
      undo.run();
    } catch (SQLException | RuntimeException e) {
      // After an error PostgreSQL runs nothing, and restores it at the rollback.
    }
  }

  /**
   * If another transaction stores the name first, this fails and the application must repeat its
   * own.
   */
  @Override
  public String storeIfAbsent(NamedValue value) {
    String what = "store " + value.name();
    return waitingBriefly(
        what, () -> read(what, joined -> ValueTable.findOrInsert(joined.handle(), value)));
  }

  /** Refuses: the rows would be locked until the application's transaction ends. */
  @Override
  public boolean add(List<UsageCount> batch) {
    throw fault("usage is not counted in a transaction of the application's");
  }

  /**
   * Inserts many new organizations. Throws an {@link InvalidValueException} if a change does not
   * create its organization, and a {@link StoreException} if an id or a public key is taken.
   */
  void load(List<OrganizationChange> creations) {
    creations.forEach(JoinedStore::requireCreation);
    read(
        "load " + creations.size() + " organizations",
        joined ->
            AllOrNothing.run(
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
      if (dialect.kindOf(e) == ErrorKind.DUPLICATE) {
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

  private boolean write(OrganizationChange change) throws SQLException {
    // A taken id would be an error of the database.
    boolean taken =
        change.expected().isEmpty()
            && OrganizationTable.lock(session, dialect, change.organization().id());
    return !taken && new ChangeWriter(session, change).write();
  }

  private StoreException refusal(String what, Exception thrown) {
    SQLException said = DriverErrors.of(thrown);
    ErrorKind kind = dialect.kindOf(said);
    if (kind.isConflict()) {
      SQLException error = DriverErrors.withoutValues(said);
      return new StoreException(
          StoreException.Kind.UNREACHABLE,
          ("cannot " + what + ": another transaction was in the way (error ")
              + (error.getErrorCode() + ", SQLState " + error.getSQLState())
              + "); roll back your transaction and repeat it",
          error);
    }
    // There is no other connection here.
    ErrorKind here = kind == ErrorKind.READ_ONLY ? ErrorKind.FAULT : kind;
    return new DatabaseException(here, said).toStoreException(what);
  }

  private void requireUsable(String what) {
    if (broken) {
      throw fault("cannot " + what + ": the transaction has met an error before; roll it back");
    }
    if (hasEnded(what)) {
      throw new IllegalStateException(
          ("cannot " + what + ": the transaction of this store has ended, since auto-commit is on;")
              + " begin one first, and create a store for each");
    }
  }

  private boolean hasEnded(String what) {
    try {
      return session.connection().getAutoCommit();
    } catch (SQLException | RuntimeException e) {
      broken = true;
      throw refusal(what, e);
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
