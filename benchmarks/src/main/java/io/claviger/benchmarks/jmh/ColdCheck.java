package io.claviger.benchmarks.jmh;

import io.claviger.Claviger;
import io.claviger.access.AccessCheck;
import io.claviger.access.AccessResult;
import io.claviger.store.jdbc.JdbcApiKeyStore;
import java.sql.SQLException;
import java.time.Duration;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A complete check of a key that only the database has. */
public class ColdCheck {
  /** The library on its store, without a cache. */
  @State(Scope.Benchmark)
  public static class Ours {
    private Claviger claviger;
    private AccessCheck check;

    /** Creates the check and tries it once. */
    @Setup(Level.Trial)
    public void open(KeysInTables tables) {
      claviger =
          Claviger.builder(new JdbcApiKeyStore(tables.pool))
              .usageFlush(Duration.ofDays(1), 1_000_000)
              .build();
      check = claviger.accessCheck(SeededTables.authorizer());
      AccessResult last = request(tables.last());
      if (!(last instanceof AccessResult.Granted)) {
        throw new IllegalStateException("not granted: " + last);
      }
    }

    /** Stops the background work. */
    @TearDown(Level.Trial)
    public void close() {
      claviger.close();
    }

    AccessResult request(SeededKey key) {
      return check.check(key.credential(), key.request());
    }
  }

  /** The hand-written statement. */
  @State(Scope.Benchmark)
  public static class Theirs {
    private HandWrittenCheck check;

    /** Creates the check and tries it once. */
    @Setup(Level.Trial)
    public void open(KeysInTables tables) throws SQLException {
      check = new HandWrittenCheck(tables.pool);
      if (!request(tables.last())) {
        throw new IllegalStateException("not granted");
      }
    }

    boolean request(SeededKey key) throws SQLException {
      return check.isGranted(
          key.publicKey(), key.privateKey().reveal(), key.organization().value());
    }
  }

  /** The library. */
  @Benchmark
  public AccessResult ours(KeysInTables tables, Ours ours, Position position) {
    return ours.request(tables.seeded.get(position.in(tables.sequence)));
  }

  /** The hand-written check: one SELECT by plain JDBC on the same rows. */
  @Benchmark
  public boolean theirs(KeysInTables tables, Theirs theirs, Position position) throws SQLException {
    return theirs.request(tables.seeded.get(position.in(tables.sequence)));
  }
}
