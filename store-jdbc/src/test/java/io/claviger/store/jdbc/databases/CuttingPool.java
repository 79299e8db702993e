package io.claviger.store.jdbc.databases;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.util.Set;
import javax.sql.DataSource;
import org.h2.jdbc.JdbcConnection;

/**
 * A pool whose connections break at one step of a call: a statement, a commit, a rollback, or a
 * setting. Only the steps of the thread that asked for this count, so the pool itself is not
 * disturbed.
 */
public final class CuttingPool implements AutoCloseable {
  /** When the connection breaks. */
  public enum Moment {
    /** The step does not reach the server. */
    BEFORE,
    /** The server has made the step, and its answer is lost. */
    AFTER
  }

  /**
   * A place where the connection breaks.
   *
   * @param step the steps before it
   * @param forGood whether no other connection can be had afterwards
   */
  public record Cut(int step, Moment moment, boolean forGood) {}

  private static final Set<String> STEPS =
      Set.of("commit", "rollback", "setAutoCommit", "setTransactionIsolation");
  private static final Cut NONE = new Cut(-1, Moment.BEFORE, false);

  private final HikariDataSource pool;
  private volatile Thread counted;
  private volatile boolean away;
  private Cut cut = NONE;
  private int steps;

  public CuttingPool(DataSource database) {
    HikariConfig config = new HikariConfig();
    config.setDataSource(JdbcProxies.connections(database, this::breaking));
    config.setMaximumPoolSize(2);
    pool =
        new HikariDataSource(config) {
          @Override
          public Connection getConnection() throws SQLException {
            if (away) {
              throw new SQLTransientConnectionException("cut by a test", "08001");
            }
            return super.getConnection();
          }
        };
  }

  public DataSource dataSource() {
    return pool;
  }

  /** Counts the steps of this thread. */
  public int count(Runnable call) {
    cutting(NONE, call);
    return steps;
  }

  /** Breaks the connection there while this thread makes the call. */
  public void cutting(Cut where, Runnable call) {
    cut = where;
    steps = 0;
    counted = Thread.currentThread();
    try {
      call.run();
    } finally {
      counted = null;
      away = false;
    }
  }

  @Override
  public void close() {
    pool.close();
  }

  private JdbcProxies.Around breaking(Connection raw) {
    return (method, arguments, call) -> {
      Object result = STEPS.contains(method) ? step(raw, call) : call.proceed();
      JdbcProxies.Around statements =
          (name, its, next) -> name.startsWith("execute") ? step(raw, next) : next.proceed();
      if (result instanceof PreparedStatement prepared) {
        return JdbcProxies.wrap(PreparedStatement.class, prepared, statements);
      }
      return result instanceof Statement statement
          ? JdbcProxies.wrap(Statement.class, statement, statements)
          : result;
    };
  }

  private Object step(Connection raw, JdbcProxies.Call call) throws Throwable {
    if (Thread.currentThread() != counted || steps++ != cut.step()) {
      return call.proceed();
    }
    away = cut.forGood();
    if (cut.moment() == Moment.AFTER) {
      Object unused = call.proceed();
    }
    boolean isServer = !(raw instanceof JdbcConnection);
    if (isServer) {
      raw.abort(Runnable::run);
    } else {
      // It ignores abort.
      raw.close();
    }
    if (isServer && cut.moment() == Moment.BEFORE) {
      // The driver finds out.
      return call.proceed();
    }
    throw new SQLException("cut by a test", "08006");
  }
}
