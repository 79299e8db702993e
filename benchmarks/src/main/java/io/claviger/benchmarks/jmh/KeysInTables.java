package io.claviger.benchmarks.jmh;

import com.zaxxer.hikari.HikariDataSource;
import io.claviger.benchmarks.database.Pools;
import java.util.List;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A connection pool on tables with keys. Both sides use it. */
@State(Scope.Benchmark)
public class KeysInTables {
  /** The value of {@link #url} for an H2 database in the memory of the fork. */
  public static final String H2 = "h2";

  private static final String H2_URL =
      "jdbc:h2:mem:keys;DB_CLOSE_DELAY=-1;OPTIMIZE_REUSE_RESULTS=FALSE";

  /** The JDBC URL of filled tables, or {@link #H2}. */
  @Param(H2)
  public String url;

  /** The number of keys. */
  @Param("10000")
  public int keys;

  /** The number of entries in each whitelist. */
  @Param("3")
  public int entries;

  HikariDataSource pool;
  List<SeededKey> seeded;
  int[] sequence;

  /** Opens the pool, and fills the tables if they are in this process. */
  @Setup(Level.Trial)
  public void open() {
    SeededTables tables = new SeededTables(keys, entries);
    pool = Pools.open(url.equals(H2) ? H2_URL : url);
    seeded = url.equals(H2) ? tables.fill(pool) : tables.again();
    sequence = SkewedSequence.over(keys);
  }

  /** Returns a key for a test before the measurement. */
  SeededKey last() {
    return seeded.get(keys - 1);
  }

  /** Closes the pool. */
  @TearDown(Level.Trial)
  public void close() {
    pool.close();
  }
}
