package io.claviger.store.jdbc.internal.transaction;

import io.claviger.model.StoreException;
import io.claviger.store.jdbc.internal.dialect.Dialect;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Checks once whether the isolation of the sessions is fit for reads: each read is one statement
 * and uses the isolation of the session. Thread-safe.
 */
final class IsolationCheck {
  private final boolean autoCommit;
  private volatile boolean done;

  /** Creates a check of sessions whose connections come with auto-commit as declared. */
  IsolationCheck(boolean autoCommit) {
    this.autoCommit = autoCommit;
  }

  /**
   * Throws a {@link StoreException} if the isolation is not fit. A node of a Galera cluster that is
   * cut off answers the question as if it waited for a lock, and tells the reason only to a
   * statement on a table. So this does not fail then, and the next call asks again.
   */
  void run(Connection connection, Dialect dialect) throws SQLException {
    if (done) {
      return;
    }
    try {
      require(connection.getTransactionIsolation(), dialect);
      done = true;
    } catch (SQLException e) {
      if (!dialect.kindOf(e).isConflict()) {
        throw e;
      }
    }
  }

  private void require(int isolation, Dialect dialect) {
    if (dialect.readsUncommitted() && isolation == Connection.TRANSACTION_READ_UNCOMMITTED) {
      throw fault(
          "its connections read what is not committed, so a key could be found that is half"
              + " changed; set the isolation of the pool to READ COMMITTED or above");
    }
    if (!autoCommit
        && dialect.locksWhatIsRead()
        && isolation == Connection.TRANSACTION_SERIALIZABLE) {
      throw fault(
          "its connections come with auto-commit off and at SERIALIZABLE, where a lookup of a key"
              + " waits for whoever changes it; set the isolation of the pool to READ COMMITTED,"
              + " or auto-commit on");
    }
  }

  private static StoreException fault(String message) {
    return new StoreException(StoreException.Kind.FAULT, message, null);
  }
}
