package io.claviger.examples.atlas.start;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.claviger.spi.ApiKeyStore;
import io.claviger.store.cache.CachingApiKeyStore;
import io.claviger.store.jdbc.JdbcApiKeyStore;
import io.claviger.store.jdbc.Schema;
import io.claviger.store.memory.InMemoryApiKeyStore;
import java.util.ArrayDeque;
import java.util.Deque;

/** The store that was chosen, behind a cache, and what has to be closed with it. */
public final class OpenStore implements AutoCloseable {
  private final Deque<Runnable> closings = new ArrayDeque<>();
  private final ApiKeyStore store;

  private OpenStore(Options options, DataFolder data) {
    CachingApiKeyStore cache = CachingApiKeyStore.builder(chosen(options, data)).build();
    closings.push(cache::close);
    this.store = cache;
  }

  /** Opens it; the schema is brought up to date. */
  public static OpenStore of(Options options, DataFolder data) {
    return new OpenStore(options, data);
  }

  /** To build the library on. */
  public ApiKeyStore store() {
    return store;
  }

  @Override
  public void close() {
    while (!closings.isEmpty()) {
      closings.pop().run();
    }
  }

  private ApiKeyStore chosen(Options options, DataFolder data) {
    return switch (options.store()) {
      case MEMORY -> new InMemoryApiKeyStore();
      case H2 -> closing(JdbcApiKeyStore.open(data.database()));
      case POSTGRESQL -> closing(new JdbcApiKeyStore(pool(options.url().orElseThrow())));
    };
  }

  private JdbcApiKeyStore closing(JdbcApiKeyStore store) {
    closings.push(store::close);
    return store;
  }

  private HikariDataSource pool(String url) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("keys");
    config.setJdbcUrl(url);
    HikariDataSource pool = new HikariDataSource(config);
    closings.push(pool::close);
    Schema.migrate(pool);
    return pool;
  }
}
