package io.claviger.store.jdbc.internal.transaction;

import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Ends connections that no other caller may get again. One may have settings that were not undone,
 * and switching auto-commit on would commit what could not be rolled back. Another may lead to a
 * server that takes no changes, although a new one would lead to the primary.
 */
public final class Eviction {
  private final @Nullable DataSource pool;
  private final @Nullable Method evict;

  private Eviction(@Nullable DataSource pool, @Nullable Method evict) {
    this.pool = pool;
    this.evict = evict;
  }

  /**
   * Returns one that also evicts connections from the pool, if that is HikariCP, which hands out a
   * connection again without a check if it has just come back. The method is found by name, so that
   * an application without HikariCP does not need its classes. Another pool finds out that a
   * connection has ended.
   */
  public static Eviction from(@Nullable DataSource pool) {
    try {
      return new Eviction(
          pool,
          pool == null ? null : pool.getClass().getMethod("evictConnection", Connection.class));
    } catch (NoSuchMethodException e) {
      return new Eviction(pool, null);
    }
  }

  /** Takes a connection that works out of the pool, if the pool is known. */
  void evict(Connection connection) {
    if (evict != null) {
      try {
        evict.invoke(pool, connection);
      } catch (ReflectiveOperationException e) {
        // Its pool keeps it.
      }
    }
  }

  /** Ends the connection; does not fail. */
  void discard(Connection connection) {
    try {
      evict(connection);
      connection.abort(Runnable::run);
      closeIfH2(connection);
    } catch (SQLException | RuntimeException | ClassNotFoundException e) {
      // It is broken beyond that, and its pool finds out; or there is no H2 here at all.
    }
  }

  /** H2 ignores abort. */
  private static void closeIfH2(Connection connection) throws SQLException, ClassNotFoundException {
    Class<?> type = Class.forName("org.h2.jdbc.JdbcConnection");
    if (connection.isWrapperFor(type)) {
      ((Connection) connection.unwrap(type)).close();
    }
  }
}
