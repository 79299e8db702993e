package io.claviger.atlas.start;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.claviger.micrometer.CacheMeterBinder;
import io.claviger.model.StoreException;
import io.claviger.spi.store.ApiKeyStore;
import io.claviger.store.cache.CachingApiKeyStore;
import io.claviger.store.jdbc.JdbcApiKeyStore;
import io.claviger.store.jdbc.Schema;
import io.claviger.store.jdbc.embedded.EmbeddedApiKeyStore;
import io.claviger.store.memory.InMemoryApiKeyStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.IOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;

/** The chosen store behind a cache, with the resources to close after use. */
public final class CachedStore implements MeterBinder, AutoCloseable {
  private static final int CONNECTIONS = 10;

  private final Closings closings;
  private final CachingApiKeyStore store;
  private final Optional<HikariDataSource> pool;

  private CachedStore(
      CachingApiKeyStore store, Optional<HikariDataSource> pool, Closings closings) {
    this.store = store;
    this.pool = pool;
    this.closings = closings;
  }

  /** Opens the chosen store, and updates its schema. */
  public static CachedStore of(Options options, DataFolder data) throws Exception {
    Closings closings = new Closings();
    return closings.closedUnless(
        () -> {
          if (options.store() == Options.Store.MEMORY) {
            return new CachedStore(
                cached(new InMemoryApiKeyStore(), closings), Optional.empty(), closings);
          }
          if (options.url().isPresent()) {
            HikariDataSource pool = closings.add(pool(options.url().get()));
            JdbcApiKeyStore chosen = new JdbcApiKeyStore(pool);
            chosen.check();
            return new CachedStore(cached(chosen, closings), Optional.of(pool), closings);
          }
          data.protectDatabase();
          ApiKeyStore file = closings.add(EmbeddedApiKeyStore.open(data.database()));
          return new CachedStore(cached(file, closings), Optional.empty(), closings);
        });
  }

  private static CachingApiKeyStore cached(ApiKeyStore chosen, Closings closings) {
    return closings.add(CachingApiKeyStore.of(chosen));
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

  /**
   * Opens a pool, after the database has got the tables of this release. A plain connection comes
   * first, because its exception names the cause best.
   */
  private static HikariDataSource pool(String url) {
    try {
      DriverManager.getDriver(url).connect(url, new Properties()).close();
    } catch (SQLException | RuntimeException e) {
      throw new StoreException(
          StoreException.Kind.UNREACHABLE, "no connection to the database: " + e.getMessage(), e);
    }
    // A migration may take longer than the time limits of the pool.
    try (HikariDataSource patient = new HikariDataSource(connections(url, 2))) {
      Schema.migrate(patient);
    }
    HikariConfig config = connections(url, CONNECTIONS);
    // While the database is down, each request fails after this time, and releases its thread.
    config.setConnectionTimeout(3_000);
    // If the database server disappears without closing the connection, only this timeout ends the
    // wait.
    config.addDataSourceProperty("socketTimeout", "10");
    return new HikariDataSource(config);
  }

  private static HikariConfig connections(String url, int most) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("keys");
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(most);
    return config;
  }
}
