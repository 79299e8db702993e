package io.claviger.atlas.start;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.claviger.spi.ApiKeyStore;
import io.claviger.store.cache.CachingApiKeyStore;
import io.claviger.store.jdbc.JdbcApiKeyStore;
import io.claviger.store.jdbc.Schema;
import io.claviger.store.jdbc.embedded.EmbeddedApiKeyStore;
import io.claviger.store.memory.InMemoryApiKeyStore;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** The chosen store, wrapped in a cache, with the resources to close after use. */
public final class OpenStore implements AutoCloseable {
  private final Closings closings;
  private final ApiKeyStore store;

  private OpenStore(ApiKeyStore store, Closings closings) {
    this.store = store;
    this.closings = closings;
  }

  /** Opens the chosen store, and updates its schema. */
  public static OpenStore of(Options options, DataFolder data) throws Exception {
    Closings closings = new Closings();
    return closings.closedUnless(
        () -> {
          ApiKeyStore chosen = chosen(options, data, closings);
          return new OpenStore(closings.add(cache(chosen)), closings);
        });
  }

  /** Returns the store for the library, with its cache. */
  public ApiKeyStore store() {
    return store;
  }

  @Override
  public void close() throws IOException {
    closings.close();
  }

  private static CachingApiKeyStore cache(ApiKeyStore store) {
    return CachingApiKeyStore.of(store);
  }

  private static ApiKeyStore chosen(Options options, DataFolder data, Closings closings)
      throws IOException {
    return switch (options.store()) {
      case MEMORY -> new InMemoryApiKeyStore();
      case H2 -> embedded(data, closings);
      case POSTGRESQL ->
          checked(closings.add(new JdbcApiKeyStore(pool(options.url().orElseThrow(), closings))));
    };
  }

  private static JdbcApiKeyStore checked(JdbcApiKeyStore store) {
    store.check();
    return store;
  }

  private static ApiKeyStore embedded(DataFolder data, Closings closings) throws IOException {
    data.protectDatabase();
    return closings.add(EmbeddedApiKeyStore.open(data.database()));
  }

  private static HikariDataSource pool(String url, Closings closings) throws IOException {
    requireReachable(url);
    migrate(url);
    HikariConfig config = config(url);
    // If the database server disappears without closing the connection, only this timeout ends the
    // wait.
    config.addDataSourceProperty("socketTimeout", "10");
    return closings.add(new HikariDataSource(config));
  }

  /**
   * Updates the schema with a separate pool, because a migration may take longer than the socket
   * timeout.
   */
  private static void migrate(String url) {
    HikariConfig config = config(url);
    config.setMaximumPoolSize(2);
    config.setMinimumIdle(0);
    try (HikariDataSource patient = new HikariDataSource(config)) {
      Schema.migrate(patient);
    }
  }

  private static HikariConfig config(String url) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("keys");
    config.setJdbcUrl(url);
    config.setInitializationFailTimeout(-1);
    // While the database is down, each request fails after this time, and releases its thread.
    config.setConnectionTimeout(3_000);
    return config;
  }

  /**
   * Opens one plain connection first, because its exception names the cause best. The pool would
   * write the failure to the log as well.
   */
  @SuppressWarnings("try") // the connection is only opened
  private static void requireReachable(String url) throws IOException {
    try (Connection first = DriverManager.getDriver(url).connect(url, new Properties())) {
      // The database is reachable.
    } catch (SQLException e) {
      throw new IOException("no connection to the database: " + e.getMessage(), e);
    }
  }
}
