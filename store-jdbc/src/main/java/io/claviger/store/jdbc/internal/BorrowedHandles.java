package io.claviger.store.jdbc.internal;

import java.sql.Connection;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Handles on connections that were borrowed without jdbi, by one jdbi for all of them: to make one
 * takes longer than many a statement. Thread-safe.
 */
final class BorrowedHandles {
  /** For the moment in which a handle is made. */
  @SuppressWarnings("ThreadLocalUsage") // it is never left behind in a thread
  private final ThreadLocal<Connection> borrowed = new ThreadLocal<>();

  private final Jdbi jdbi = Jdbi.create(() -> Objects.requireNonNull(borrowed.get()));

  /** Not to be closed. */
  Handle on(Connection connection) {
    borrowed.set(connection);
    try {
      Handle handle = jdbi.open();
      Silence.over(handle);
      return handle;
    } finally {
      borrowed.remove();
    }
  }
}
