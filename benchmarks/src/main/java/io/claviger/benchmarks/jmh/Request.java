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
 * A check as in daily operation: ours is answered by the cache, theirs by the usual hand-written
 * table.
 */
public class Request {
  /** The library as in production: cache, store and pool. */
  @State(Scope.Benchmark)
  public static class Ours {
    private CachingApiKeyStore cache;
    private Claviger claviger;
    private AccessCheck check;

    /** Creates the check and fills the cache. */
    @Setup(Level.Trial)
    public void open(KeysInTables tables) {
      cache =
          CachingApiKeyStore.builder(new JdbcApiKeyStore(tables.pool))
              .maximumSize(2 * tables.keys)
              .build();
      claviger = Claviger.builder(cache).usageFlush(Duration.ofDays(1), 1_000_000).build();
      check = claviger.accessCheck(SeededTables.authorizer());
      tables.seeded.forEach(key -> cache.findByPublicKey(new PublicKey(key.publicKey())));
      AccessResult last = request(tables.last());
      if (!(last instanceof AccessResult.Granted)) {
        throw new IllegalStateException("not granted: " + last);
      }
    }

    /** Stops the background work. */
    @TearDown(Level.Trial)
    public void close() {
      claviger.close();
      cache.close();
    }

    AccessResult request(SeededKey key) {
      return check.check(key.credential(), key.request());
    }
  }

  /** The hand-written table. */
  @State(Scope.Benchmark)
  public static class Usual {
    private UsualTable table;

    /** Tries both checks once. */
    @Setup(Level.Trial)
    public void open(KeysInTables tables) throws SQLException {
      table = new UsualTable(tables.pool);
      SeededKey last = tables.last();
      if (!table.isGrantedByHash(last) || !table.isGrantedByBcrypt(last)) {
        throw new IllegalStateException("not granted");
      }
    }
  }

  /** The library. */
  @Benchmark
  public AccessResult ours(KeysInTables tables, Ours ours, Position position) {
    return ours.request(tables.seeded.get(position.in(tables.sequence)));
  }

  /** Computes the SHA-256 of the key, and finds it by one SELECT. */
  @Benchmark
  public boolean sha256(KeysInTables tables, Usual usual, Position position) throws SQLException {
    return usual.table.isGrantedByHash(tables.seeded.get(position.in(tables.sequence)));
  }

  /** Finds the key by one SELECT with its public half, and checks bcrypt. */
  @Benchmark
  public boolean bcrypt(KeysInTables tables, Usual usual, Position position) throws SQLException {
    return usual.table.isGrantedByBcrypt(tables.seeded.get(position.in(tables.sequence)));
  }
}
