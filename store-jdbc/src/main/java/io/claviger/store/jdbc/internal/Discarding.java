package io.claviger.store.jdbc.internal;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.h2.jdbc.JdbcConnection;

/**
 * Ends connections that nobody is to get again: one may have settings that were not undone, and
 * switching auto-commit on would commit what could not be rolled back; or it leads to a server that
 * takes no changes, where another one may be the primary by now.
 */
final class Discarding {
  /** Out of a pool that is not known, which finds out that a connection has ended. */
  static final Discarding BY_ENDING = new Discarding(connection -> {});

  private final Consumer<Connection> eviction;

  private Discarding(Consumer<Connection> eviction) {
    this.eviction = eviction;
  }

  /** Out of this one. */
  static Discarding outOf(DataSource dataSource) {
    try {
      // It would hand out at once what it has just got back, without a look at it.
      return dataSource instanceof HikariDataSource pool
          ? new Discarding(pool::evictConnection)
          : BY_ENDING;
    } catch (NoClassDefFoundError e) {
      // A host with a pool of its own may have left it out.
      return BY_ENDING;
    }
  }

  /**
   * The same where it can still be used, so that nothing is to be done where its pool is unknown.
   */
  void evict(Connection connection) {
    eviction.accept(connection);
  }

  /** Does not fail. */
  void discard(Connection connection) {
    try {
      eviction.accept(connection);
      connection.abort(Runnable::run);
      if (connection.isWrapperFor(JdbcConnection.class)) {
        // H2 does nothing when it is told to abort.
        connection.unwrap(JdbcConnection.class).close();
      }
    } catch (SQLException | RuntimeException | NoClassDefFoundError e) {
      // It is broken beyond that, and its pool finds out; or there is no H2 here at all.
    }
  }
}
