package io.claviger.store.jdbc.internal.transaction;

import io.claviger.spi.OrganizationChange;
import io.claviger.store.jdbc.internal.dialect.ErrorKind;
import io.claviger.store.jdbc.internal.table.ChangeWriter;
import org.jspecify.annotations.Nullable;

/** Makes one change, and settles its outcome if COMMIT fails. Used by one thread. */
public final class ChangeCommit {
  private final Database database;
  private final Settlement settlement;
  private final OrganizationChange change;

  /** The first attempt whose COMMIT failed and was not found to have made the change. */
  private @Nullable CommitFailed lost;

  public ChangeCommit(Database database, Settlement settlement, OrganizationChange change) {
    this.database = database;
    this.settlement = settlement;
    this.change = change;
  }

  /** Continues after an attempt whose COMMIT failed. */
  public ChangeCommit after(CommitFailed attempt) {
    lost = attempt;
    return this;
  }

  /** Returns whether the change was made; false if the organization has changed since. */
  public boolean run(ConflictRetries retries) throws DatabaseException {
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
            boolean written = new ChangeWriter(session.handle(), change).write();
            if (written) {
              transaction.commit();
            }
            return written;
          });
    } catch (CommitFailed e) {
      if (settlement.settle(change, e)) {
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
    return lost != null && settlement.settle(change, lost);
  }
}
