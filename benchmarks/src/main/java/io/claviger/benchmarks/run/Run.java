package io.claviger.benchmarks.run;

import io.claviger.benchmarks.database.Postgres;
import io.claviger.benchmarks.report.Row;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What the measurements of one run share. */
public final class Run implements AutoCloseable {
  private final long began = System.nanoTime();
  private final boolean quick;
  private final String only;
  private @Nullable Postgres postgres;

  /**
   * Starts a run.
   *
   * @param quick whether there are fewer forks and shorter iterations
   * @param only the prefix of the names of the wanted rows; empty for all
   */
  public Run(boolean quick, String only) {
    this.quick = quick;
    this.only = only;
  }

  public boolean quick() {
    return quick;
  }

  public boolean wants(Row row) {
    return row.name().startsWith(only);
  }

  /** Returns the time since the start. */
  public Duration took() {
    return Duration.ofNanos(System.nanoTime() - began);
  }

  /** Prints a line of progress to standard error. */
  public void say(String line) {
    System.err.printf("%3d:%02d  %s%n", took().toMinutes(), took().toSecondsPart(), line);
  }

  /** Returns the PostgreSQL server of this run, which starts at the first use. */
  public Postgres postgres() throws IOException {
    if (postgres == null) {
      say("starting PostgreSQL");
      postgres = new Postgres();
    }
    return postgres;
  }

  @Override
  public void close() throws IOException, SQLException {
    if (postgres != null) {
      postgres.close();
    }
  }
}
