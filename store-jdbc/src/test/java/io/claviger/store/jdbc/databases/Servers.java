package io.claviger.store.jdbc.databases;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.claviger.store.jdbc.Schema;
import java.io.IOException;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The servers of a test run: each is started when a test first asks for it, and stopped after the
 * last test.
 */
public final class Servers implements AutoCloseable {
  private final Map<TestDatabase, TestServer> running = new EnumMap<>(TestDatabase.class);

  private final Map<String, HikariDataSource> pools = new HashMap<>();

  private final Map<TestDatabase, DataSource> withoutPool = new EnumMap<>(TestDatabase.class);

  private Servers() {}

  /** Returns the server of this database. */
  public synchronized TestServer of(TestDatabase database) {
    return running.computeIfAbsent(database, Servers::start);
  }

  /** Returns connections to a new, empty database of this kind. */
  public DataSource freshDatabase(TestDatabase database) throws SQLException {
    return of(database).freshDatabase();
  }

  /**
   * A pool on a database that has the tables of the store, the same at each call. Its connections
   * come with auto-commit as asked for.
   */
  public synchronized DataSource sharedPool(TestDatabase database, boolean autoCommit) {
    TestServer server = of(database);
    return pools.computeIfAbsent(
        database + " " + autoCommit, key -> poolWithTables(server, autoCommit));
  }

  /**
   * A database that has the tables of the store, the same at each call. Each of its connections is
   * closed after its use.
   */
  public synchronized DataSource sharedDatabase(TestDatabase database) {
    return withoutPool.computeIfAbsent(database, key -> withTables(of(database)));
  }

  private static DataSource withTables(TestServer server) {
    try {
      DataSource fresh = server.freshDatabase();
      Schema.migrate(fresh);
      return fresh;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public synchronized void close() {
    pools.values().forEach(HikariDataSource::close);
    running.values().forEach(TestServer::close);
  }

  private static HikariDataSource poolWithTables(TestServer server, boolean autoCommit) {
    HikariConfig config = new HikariConfig();
    try {
      config.setDataSource(server.freshDatabase());
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    config.setAutoCommit(autoCommit);
    config.setMaximumPoolSize(10);
    config.setMinimumIdle(0);
    HikariDataSource pool = new HikariDataSource(config);
    Schema.migrate(pool);
    return pool;
  }

  /** Another process may have taken the port that was free a moment before. */
  private static TestServer start(TestDatabase database) {
    Optional<String> missing = database.missing();
    if (missing.isPresent()) {
      throw new IllegalStateException(missing.get());
    }
    for (int tries = 1; ; tries++) {
      try {
        return database.start();
      } catch (IOException e) {
        if (tries == 3) {
          throw new IllegalStateException(database + " did not start", e);
        }
      }
    }
  }

  /** Passes the one instance of a test run to constructors and tests. */
  public static final class Extension implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == Servers.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return context
          .getRoot()
          .getStore(ExtensionContext.Namespace.create(Servers.class))
          .getOrComputeIfAbsent(Servers.class, type -> new Servers());
    }
  }
}
