package io.claviger.store.jdbc.internal.transaction;

import io.claviger.model.ApiKeyId;
import io.claviger.model.OutcomeUnknownException;
import io.claviger.model.StoreException;
import io.claviger.spi.OrganizationChange;
import io.claviger.spi.Ticker;
import io.claviger.store.jdbc.internal.dialect.DriverErrors;
import io.claviger.store.jdbc.internal.table.EventTable;
import io.claviger.store.jdbc.internal.table.OrganizationTable;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds out whether a change was made whose COMMIT failed. It looks only while it holds the row of
 * the organization: as long as the lost transaction may still be open, a read proves nothing. Its
 * connection sees everything that other servers have committed, since it may lead to another server
 * than the lost connection.
 */
public final class Settlement {
  private final Database database;
  private final Ticker ticker;

  public Settlement(Database database, Ticker ticker) {
    this.database = database;
    this.ticker = ticker;
  }

  /**
   * Returns whether the change was made.
   *
   * @throws OutcomeUnknownException if that cannot be found out in time
   */
  public boolean settle(OrganizationChange change, CommitFailed lost) {
    // An interrupt would end the wait for the connection that the answer needs.
    boolean interrupted = Thread.interrupted();
    try {
      return tryUntilTheTimeout(change)
          .orElseThrow(
              () ->
                  new OutcomeUnknownException(
                      change.organization().id(),
                      createdBy(change),
                      DriverErrors.withoutValues(lost.error())));
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private Optional<Boolean> tryUntilTheTimeout(OrganizationChange change) {
    Pauses pauses = Pauses.ofSettlement(ticker);
    Optional<Boolean> outcome;
    do {
      outcome = look(change);
    } while (outcome.isEmpty() && pauses.next());
    return outcome;
  }

  private Optional<Boolean> look(OrganizationChange change) {
    try {
      if (change.expected().isEmpty() && isFree(change)) {
        return Optional.of(false);
      }
      return database.writeUpToDate(
          (session, transaction) -> {
            if (!OrganizationTable.lock(
                session.handle(), transaction.dialect(), change.organization().id())) {
              return Optional.empty();
            }
            boolean made = EventTable.exists(session.handle(), change.events().get(0).id());
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
  private boolean isFree(OrganizationChange creation) throws CommitFailed {
    try {
      return database.writeUpToDate(
          (session, transaction) -> {
            OrganizationTable.insert(session.handle(), List.of(creation));
            return true;
          });
    } catch (DatabaseException | StoreException e) {
      return false;
    }
  }

  private static Set<ApiKeyId> createdBy(OrganizationChange change) {
    return change.keys().created().stream()
        .map(stored -> stored.key().id())
        .collect(Collectors.toSet());
  }
}
