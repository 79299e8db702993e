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

/** The store that was chosen, behind a cache, and what has to be closed with it. */
public final class OpenStore implements AutoCloseable {
  private final Closings closings;
  private final ApiKeyStore store;

  private OpenStore(ApiKeyStore store, Closings closings) {
    this.store = store;
    this.closings = closings;
  }

  /** Opens it; the schema is brought up to date. */
  public static OpenStore of(Options options, DataFolder data) throws Exception {
    Closings closings = new Closings();
    return closings.closedUnless(
        () -> {
          ApiKeyStore chosen = chosen(options, data, closings);
          return new OpenStore(closings.add(cache(chosen)), closings);
        });
  }

  /** To build the library on. */
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
    // Of a server that is gone without a word, nobody else tells its callers for long.
    config.addDataSourceProperty("socketTimeout", "10");
    return closings.add(new HikariDataSource(config));
  }

  /** With all the time that it takes. */
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
    // Whoever calls meanwhile is told that soon, and holds a thread no longer.
    config.setConnectionTimeout(3_000);
    return config;
  }

  /** A plain connection says best why there is none; the pool would write it to the log as well. */
  @SuppressWarnings("try") // the connection is only opened
  private static void requireReachable(String url) throws IOException {
    try (Connection first = DriverManager.getDriver(url).connect(url, new Properties())) {
      // It is there.
    } catch (SQLException e) {
      throw new IOException("no connection to the database: " + e.getMessage(), e);
    }
  }
}
