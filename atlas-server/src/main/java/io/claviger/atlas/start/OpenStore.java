package io.claviger.atlas.start;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.claviger.micrometer.CacheMeterBinder;
import io.claviger.spi.ApiKeyStore;
import io.claviger.store.cache.CachingApiKeyStore;
import io.claviger.store.jdbc.JdbcApiKeyStore;
import io.claviger.store.jdbc.Schema;
import io.claviger.store.jdbc.embedded.EmbeddedApiKeyStore;
import io.claviger.store.memory.InMemoryApiKeyStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;

/** The chosen store, wrapped in a cache, with the resources to close after use. */
public final class OpenStore implements MeterBinder, AutoCloseable {
  private final Closings closings;
  private final CachingApiKeyStore store;
  private final Optional<HikariDataSource> pool;

  private OpenStore(CachingApiKeyStore store, Optional<HikariDataSource> pool, Closings closings) {
    this.store = store;
    this.pool = pool;
    this.closings = closings;
  }

  /** Opens the chosen store, and updates its schema. */
  public static OpenStore of(Options options, DataFolder data) throws Exception {
    Closings closings = new Closings();
    return closings.closedUnless(
        () -> {
          Optional<HikariDataSource> pool =
              options.url().isPresent()
                  ? Optional.of(pool(options.url().get(), closings))
                  : Optional.empty();
          ApiKeyStore chosen =
              pool.isPresent()
                  ? checked(closings.add(new JdbcApiKeyStore(pool.get())))
                  : alone(options, data, closings);
          CachingApiKeyStore cache = closings.add(CachingApiKeyStore.of(chosen));
          return new OpenStore(cache, pool, closings);
        });
  }

  /** Returns the store for the library, with its cache. */
  public ApiKeyStore store() {
    return store;
  }

  /** Registers the meters of the cache, and of the connection pool if there is one. */
  @Override
  public void bindTo(MeterRegistry registry) {
    new CacheMeterBinder(store).bindTo(registry);
    pool.ifPresent(source -> source.setMetricRegistry(registry));
  }

  @Override
  public void close() throws IOException {
    closings.close();
  }

  /** Opens a store that needs no database server. */
  private static ApiKeyStore alone(Options options, DataFolder data, Closings closings)
      throws IOException {
    if (options.store() == Options.Store.MEMORY) {
      return new InMemoryApiKeyStore();
    }
    data.protectDatabase();
    return closings.add(EmbeddedApiKeyStore.open(data.database()));
  }

  private static JdbcApiKeyStore checked(JdbcApiKeyStore store) {
    store.check();
    return store;
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
