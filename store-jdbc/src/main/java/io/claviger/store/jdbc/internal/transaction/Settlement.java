package io.claviger.store.jdbc.internal.transaction;

import static java.util.stream.Collectors.toSet;

import io.claviger.model.OutcomeUnknownException;
import io.claviger.model.StoreException;
import io.claviger.spi.Ticker;
import io.claviger.spi.store.OrganizationChange;
import io.claviger.store.jdbc.internal.dialect.DriverErrors;
import io.claviger.store.jdbc.internal.dialect.ErrorKind;
import io.claviger.store.jdbc.internal.table.ChangeWriter;
import io.claviger.store.jdbc.internal.table.EventTable;
import io.claviger.store.jdbc.internal.table.OrganizationTable;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes one change, and finds out whether it was made if its COMMIT fails. It looks only while it
 * holds the row of the organization: as long as the lost transaction may still be open, a read
 * proves nothing. Its connection sees everything that other servers have committed, since it may
 * lead to another server than the lost connection. Used by one thread.
 */
public final class Settlement {
  private final Database database;
  private final Ticker ticker;
  private final OrganizationChange change;

  /** The first attempt whose COMMIT failed and was not found to have made the change. */
  private @Nullable CommitFailed lost;

  public Settlement(Database database, Ticker ticker, OrganizationChange change) {
    this.database = database;
    this.ticker = ticker;
    this.change = change;
  }

  /** Continues after an attempt whose COMMIT failed. */
  public Settlement after(CommitFailed attempt) {
    lost = attempt;
    return this;
  }

  /** Returns whether the change was made; false if the organization has changed since. */
  public boolean commit(ConflictRetries retries) throws DatabaseException {
    try {
      return arrivedLate() || retries.run(this::write) || arrivedLate();
    } catch (DatabaseException e) {
      if (arrivedLate()) {
        return true;
      }
      throw e;
    }
  }

  private boolean write() throws DatabaseException {
    try {
      return database.write(
          (session, transaction) -> {
            boolean written = new ChangeWriter(session, change).write();
            if (written) {
              transaction.commit();
            }
            return written;
          });
    } catch (CommitFailed e) {
      if (settle(e)) {
        return true;
      }
      lost = e;
      throw new DatabaseException(ErrorKind.CONFLICT, e.error());
    }
  }

  /**
   * Looks for a lost commit once more. Row locks of a Galera cluster hold on one node only, so the
   * commit may reach the others after the first look.
   */
  private boolean arrivedLate() {
    return lost != null && settle(lost);
  }

  /**
   * Returns whether the change was made.
   *
   * @throws OutcomeUnknownException if that cannot be found out in time
   */
  private boolean settle(CommitFailed failure) {
    // An interrupt would end the wait for the connection that the answer needs.
    boolean interrupted = Thread.interrupted();
    try {
      Pauses pauses = Pauses.ofSettlement(ticker);
      Optional<Boolean> outcome;
      do {
        outcome = look();
      } while (outcome.isEmpty() && pauses.next());
      return outcome.orElseThrow(
          () ->
              new OutcomeUnknownException(
                  change.organization().id(),
                  change.keys().created().stream()
                      .map(stored -> stored.key().id())
                      .collect(toSet()),
                  DriverErrors.withoutValues(failure.error())));
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private Optional<Boolean> look() {
    try {
      if (change.expected().isEmpty() && isFree()) {
        return Optional.of(false);
      }
      return database.writeUpToDate(
          (session, transaction) -> {
            if (!OrganizationTable.lock(
                session, transaction.dialect(), change.organization().id())) {
              return Optional.empty();
            }
            boolean made = EventTable.exists(session, change.events().get(0).id());
            if (made) {
              // With synchronous replication, this waits until a standby has the change too.
              transaction.commit();
            }
            return Optional.of(made);
          });
    } catch (DatabaseException | CommitFailed | StoreException e) {
      return Optional.empty();
    }
  }

  /**
   * Returns whether an organization of this id could be created. An uncommitted row of another
   * transaction cannot be locked, but inserting the same row waits for it. The row that is inserted
   * here is rolled back.
   */
  private boolean isFree() throws CommitFailed {
    try {
      return database.writeUpToDate(
          (session, transaction) -> {
            OrganizationTable.insert(session, List.of(change));
            return true;
          });
    } catch (DatabaseException | StoreException e) {
      return false;
    }
  }
}
