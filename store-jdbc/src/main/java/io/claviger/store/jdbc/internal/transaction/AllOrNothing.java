package io.claviger.store.jdbc.internal.transaction;

import io.claviger.store.jdbc.internal.sql.Session;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;

/**
 * Sets a savepoint in a transaction of the application's, so that one that commits after an error
 * keeps no half a change.
 */
public final class AllOrNothing {
  private AllOrNothing() {}

  public static boolean run(Session session, Database.Reading<Boolean> work) throws SQLException {
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

  private static void undo(Connection connection, Savepoint before) {
    try {
      connection.rollback(before);
    } catch (SQLException | RuntimeException e) {
      // The connection is gone; or the database has rolled back the whole transaction, and the
      // later statements ran in a new one.
      try {
        connection.rollback();
      } catch (SQLException | RuntimeException gone) {
        // There is nothing left to undo.
      }
    }
  }
}
