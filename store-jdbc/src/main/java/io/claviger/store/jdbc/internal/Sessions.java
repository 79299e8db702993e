package io.claviger.store.jdbc.internal;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Where sessions come from. Thread-safe. */
@FunctionalInterface
interface Sessions {
  /** Borrows a connection, and may wait for one. */
  Session open() throws SQLException;

  static Sessions of(DataSource dataSource) {
    return () -> new Session(dataSource.getConnection());
  }

  /** With the settings of the host's. */
  static Sessions of(Jdbi jdbi) {
    return () -> {
      Handle handle = jdbi.open();
      try {
        return new Session(handle);
      } catch (RuntimeException | Error e) {
        // As where the host has another jdbi. Each call would keep a connection.
        handle.close();
        throw e;
      }
    };
  }
}
