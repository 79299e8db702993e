package io.claviger.store.jdbc.internal;

import java.sql.Connection;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Handles on connections that were borrowed without jdbi, by one jdbi for all of them: to make one
 * takes longer than many a statement. Thread-safe.
 */
final class BorrowedHandles {
  /** For the moment in which a handle is made. */
  @SuppressWarnings("ThreadLocalUsage") // it is never left behind in a thread
  private final ThreadLocal<Connection> borrowed = new ThreadLocal<>();

  private @Nullable Jdbi jdbi;

  /** Not to be closed. */
  Handle on(Connection connection) {
    borrowed.set(connection);
    try {
      Handle handle = jdbi().open();
      Silence.over(handle);
      return handle;
    } finally {
      borrowed.remove();
    }
  }

  /** Made for the first handle: many a transaction of a host's wants none. */
  private synchronized Jdbi jdbi() {
    Jdbi made = jdbi;
    if (made == null) {
      made = Jdbi.create(() -> Objects.requireNonNull(borrowed.get()));
      jdbi = made;
    }
    return made;
  }
}
