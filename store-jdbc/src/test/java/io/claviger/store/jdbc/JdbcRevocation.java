package io.claviger.store.jdbc;

import io.claviger.spi.store.ApiKeyStore;
import io.claviger.store.cache.CachingApiKeyStore;
import io.claviger.store.jdbc.databases.Servers;
import io.claviger.store.jdbc.databases.TestDatabase;
import io.claviger.store.tck.revocation.CacheTime;
import io.claviger.store.tck.revocation.RevocationContract;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two caches around stores on one database. */
abstract class JdbcRevocation extends RevocationContract {
  @RegisterExtension static final Servers.Extension SERVERS = new Servers.Extension();

  private final List<DataSource> pools;
  private final List<CachingApiKeyStore> caches = new ArrayList<>();

  JdbcRevocation(Servers servers, TestDatabase database) {
    this(List.of(servers.sharedPool(database, true)));
  }

  /** The stores use the pools in turn, which lead to one database. */
  JdbcRevocation(List<DataSource> pools) {
    this.pools = pools;
  }

  /** Other tests have left their organizations there. */
  @Override
  protected final Supplier<ApiKeyStore> newDatabase() {
    Iterator<DataSource> turns =
        Stream.generate(() -> pools).flatMap(Collection::stream).iterator();
    return () -> new JdbcApiKeyStore(turns.next());
  }

  @Override
  protected final ApiKeyStore cached(ApiKeyStore store, CacheTime time) {
    CachingApiKeyStore cache =
        CachingApiKeyStore.builder(store)
            .maxStaleness(time.maxStaleness())
            .clock(time.clock())
            .ticker(time.ticker())
            .background(time.background())
            .build();
    caches.add(cache);
    return cache;
  }

  @Override
  protected int changes() {
    return 100;
  }

  @AfterEach
  void close() {
    caches.forEach(CachingApiKeyStore::close);
  }
}
