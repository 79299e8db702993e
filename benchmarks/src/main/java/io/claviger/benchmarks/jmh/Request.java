package io.claviger.benchmarks.jmh;

import io.claviger.Claviger;
import io.claviger.access.AccessCheck;
import io.claviger.access.AccessResult;
import io.claviger.model.PublicKey;
import io.claviger.store.cache.CachingApiKeyStore;
import io.claviger.store.jdbc.JdbcApiKeyStore;
import java.sql.SQLException;
import java.time.Duration;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A request as it is checked day by day: ours from the cache, theirs by what is usually written.
 */
public class Request {
  /** The library as it is wired in production: cache, store, pool. */
  @State(Scope.Benchmark)
  public static class Ours {
    private CachingApiKeyStore cache;
    private Claviger claviger;
    private AccessCheck check;

    /** Wires it, and warms the cache. */
    @Setup(Level.Trial)
    public void open(KeysInTables tables) {
      cache =
          CachingApiKeyStore.builder(new JdbcApiKeyStore(tables.pool))
              .keys(2 * tables.keys)
              .build();
      claviger = Claviger.builder(cache).usageFlush(Duration.ofDays(1), 1_000_000).build();
      check = claviger.accessCheck(SeededTables.authorizer());
      tables.seeded.forEach(key -> cache.findByPublicKey(new PublicKey(key.publicKey())));
      AccessResult last = request(tables.last());
      if (!(last instanceof AccessResult.Granted)) {
        throw new IllegalStateException("not granted: " + last);
      }
    }

    /** Ends what runs in the background. */
    @TearDown(Level.Trial)
    public void close() {
      claviger.close();
      cache.close();
    }

    AccessResult request(SeededKey key) {
      return check.check(key.credential(), key.request());
    }
  }

  /** What is usually written, tried once. */
  @State(Scope.Benchmark)
  public static class Usual {
    private UsualTable table;

    /** Tries both. */
    @Setup(Level.Trial)
    public void open(KeysInTables tables) throws SQLException {
      table = new UsualTable(tables.pool);
      SeededKey last = tables.last();
      if (!table.isGrantedByHash(last) || !table.isGrantedByBcrypt(last)) {
        throw new IllegalStateException("not granted");
      }
    }
  }

  /** Ours. */
  @Benchmark
  public AccessResult ours(KeysInTables tables, Ours ours, Position position) {
    return ours.request(tables.seeded.get(position.in(tables.sequence)));
  }

  /** SHA-256 of the key, and one SELECT by it. */
  @Benchmark
  public boolean sha256(KeysInTables tables, Usual usual, Position position) throws SQLException {
    return usual.table.isGrantedByHash(tables.seeded.get(position.in(tables.sequence)));
  }

  /** One SELECT by the public half, and bcrypt. */
  @Benchmark
  public boolean bcrypt(KeysInTables tables, Usual usual, Position position) throws SQLException {
    return usual.table.isGrantedByBcrypt(tables.seeded.get(position.in(tables.sequence)));
  }
}
