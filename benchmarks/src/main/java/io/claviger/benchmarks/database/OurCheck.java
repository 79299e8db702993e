package io.claviger.benchmarks.database;

import io.claviger.Claviger;
import io.claviger.benchmarks.run.Require;
import io.claviger.model.PublicKey;
import io.claviger.spi.store.ApiKeyStore;
import io.claviger.store.cache.CachingApiKeyStore;
import io.claviger.store.jdbc.JdbcApiKeyStore;
import java.time.Duration;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The check of the library on tables, with or without a cache. */
@State(Scope.Benchmark)
public class OurCheck {
  /** Whether all keys are in a cache. */
  @Param("false")
  public boolean cached;

  /** The library. */
  public Node node;

  /** Creates the check and tries it once. */
  @Setup(Level.Trial)
  public void open(KeysInTables tables) {
    ApiKeyStore store = new JdbcApiKeyStore(tables.pool);
    if (cached) {
      ApiKeyStore cache = CachingApiKeyStore.builder(store).maxSize(2 * tables.keys).build();
      tables.seeded.forEach(key -> cache.findByPublicKey(new PublicKey(key.publicKey())));
      store = cache;
    }
    node = new Node(Claviger.builder(store).usageFlush(Duration.ofDays(1), 1_000_000).build());
    Require.that(node.admits(tables.seeded.get(0)), "not granted");
  }
}
