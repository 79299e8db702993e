package io.claviger.store.jdbc.internal;

import java.sql.SQLException;
import java.util.Objects;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** Where sessions come from. Thread-safe. */
@FunctionalInterface
interface Sessions {
  /** Borrows a connection, and may wait for one. */
  Session open() throws SQLException;

  static Sessions of(DataSource dataSource) {
    Objects.requireNonNull(dataSource, "dataSource");
    BorrowedHandles handles = new BorrowedHandles();
    return () -> Session.on(dataSource.getConnection(), handles);
  }

  /** With the settings of the host's. */
  static Sessions of(Jdbi jdbi) {
    Objects.requireNonNull(jdbi, "jdbi");
    return () -> session(jdbi.open());
  }

  private static Session session(Handle handle) {
    try {
      return Session.on(handle);
    } catch (RuntimeException | Error e) {
      // As where the host has another jdbi. Each call would keep a connection.
      close(handle);
      throw e;
    }
  }

  private static void close(Handle handle) {
    try {
      handle.close();
    } catch (JdbiException e) {
      // Why the session failed tells more.
    }
  }
}
