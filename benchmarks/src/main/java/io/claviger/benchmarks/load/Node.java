package io.claviger.benchmarks.load;

import com.zaxxer.hikari.HikariDataSource;
import io.claviger.ApiKeys;
import io.claviger.Claviger;
import io.claviger.access.AccessCheck;
import io.claviger.access.AccessResult;
import io.claviger.access.Caller;
import io.claviger.benchmarks.database.Pools;
import io.claviger.benchmarks.jmh.SeededKey;
import io.claviger.benchmarks.jmh.SeededTables;
import io.claviger.model.ApiKeyPatch;
import io.claviger.store.cache.CachingApiKeyStore;
import io.claviger.store.jdbc.JdbcApiKeyStore;
import java.time.Duration;

/** One of several servers of an application. They share only the database. */
final class Node implements AutoCloseable {
  private final HikariDataSource pool;
  private final CachingApiKeyStore cache;
  private final Claviger claviger;
  private final AccessCheck check;
  private final ApiKeys keys;

  Node(String url, Duration maxStaleness) {
    pool = Pools.open(url);
    cache =
        CachingApiKeyStore.builder(new JdbcApiKeyStore(pool)).maxStaleness(maxStaleness).build();
    claviger = Claviger.of(cache);
    check = claviger.accessCheck(SeededTables.authorizer());
    keys = claviger.actingAs(Caller.application("benchmark"));
  }

  boolean admits(SeededKey key) {
    return check.check(key.credential(), key.request()) instanceof AccessResult.Granted;
  }

  void disable(SeededKey key) {
    keys.update(key.organization(), key.id(), ApiKeyPatch.nothing().disable());
  }

  void delete(SeededKey key) {
    keys.revoke(key.organization(), key.id());
  }

  @Override
  public void close() {
    claviger.close();
    cache.close();
    pool.close();
  }
}
