package io.claviger.benchmarks.write;

import io.claviger.benchmarks.keys.Seed;
import io.claviger.benchmarks.keys.SeededKey;
import io.claviger.benchmarks.run.Load;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** Writers that change the descriptions of keys, each in organizations of its own. */
public record Writers(int count, List<SeededKey> keys) {
  /** A change of a key. */
  @FunctionalInterface
  public interface Change {
    /** Changes the description. */
    void describe(SeededKey key, String description) throws SQLException;
  }

  /** Returns the changes in a second of all writers. */
  public double perSecond(Change change, Duration time) throws Exception {
    return new Load(count)
        .run((writer, number) -> change.describe(next(writer, number), "text " + number), time)
        .perSecond();
  }

  /** Returns the key of this change. The writer changes its organizations in turn. */
  private SeededKey next(int writer, int number) {
    int its = keys.size() / Seed.KEYS_PER_ORGANIZATION / count;
    int organization = writer * its + number % its;
    return keys.get(organization * Seed.KEYS_PER_ORGANIZATION);
  }
}
