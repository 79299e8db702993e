package io.claviger.benchmarks.database;

import com.zaxxer.hikari.HikariDataSource;
import io.claviger.benchmarks.keys.Position;
import io.claviger.benchmarks.keys.SeededKey;
import io.claviger.benchmarks.keys.SeededTables;
import io.claviger.benchmarks.keys.SkewedSequence;
import io.claviger.benchmarks.run.Case;
import java.util.List;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A connection pool on tables with keys. Both sides use it. */
@State(Scope.Benchmark)
public class KeysInTables {
  /** The JDBC URL of an empty H2 database in the memory of the fork. */
  public static final String H2 = "jdbc:h2:mem:keys;DB_CLOSE_DELAY=-1;OPTIMIZE_REUSE_RESULTS=FALSE";

  /** The JDBC URL of filled tables, or {@link #H2}. */
  @Param(H2)
  public String url;

  /** The number of keys. */
  @Param("10000")
  public int keys;

  /** The number of entries in each whitelist. */
  @Param("3")
  public int entries;

  /** The connections to the tables. */
  public HikariDataSource pool;

  /** The keys in the tables. */
  public List<SeededKey> seeded;

  private int[] sequence;

  /** Returns a case with these tables. */
  public static Case side(Class<?> benchmarks, String method, String url, SeededTables tables) {
    return Case.of(benchmarks, method)
        .with("url", url)
        .with("keys", tables.keys())
        .with("entries", tables.entries())
        .settlingLate();
  }

  /** Opens the pool, and fills the tables if they are in this process. */
  @Setup(Level.Trial)
  public void open() {
    SeededTables tables = new SeededTables(keys, entries);
    pool = Sql.pool(url);
    seeded = url.equals(H2) ? tables.fill(pool) : tables.again();
    sequence = SkewedSequence.over(keys);
  }

  /** Returns the key to request. */
  public SeededKey at(Position position) {
    return seeded.get(position.in(sequence));
  }
}
