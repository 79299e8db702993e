package io.claviger.atlas.start;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.claviger.micrometer.CacheMeterBinder;
import io.claviger.spi.ApiKeyStore;
import io.claviger.store.cache.CachingApiKeyStore;
import io.claviger.store.jdbc.embedded.internal.OpenStore;
import io.claviger.store.memory.InMemoryApiKeyStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.IOException;
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
          OpenStore opened = closings.add(open(options, data));
          // A file was checked when it was opened.
          opened.pool().ifPresent(pool -> opened.store().check());
          return new CachedStore(cached(opened.store(), closings), opened.pool(), closings);
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

  private static OpenStore open(Options options, DataFolder data) throws IOException {
    if (options.url().isPresent()) {
      return OpenStore.migrated(options.url().get(), new Properties(), CachedStore::pool);
    }
    data.protectDatabase();
    return OpenStore.inFile(data.database());
  }

  private static void pool(HikariConfig config) {
    config.setPoolName("keys");
    config.setMaximumPoolSize(CONNECTIONS);
    config.setMinimumIdle(CONNECTIONS);
    // While the database is down, each request fails after this time, and releases its thread.
    config.setConnectionTimeout(3_000);
    // If the database server disappears without closing the connection, only this timeout ends the
    // wait.
    config.addDataSourceProperty("socketTimeout", "10");
  }
}
