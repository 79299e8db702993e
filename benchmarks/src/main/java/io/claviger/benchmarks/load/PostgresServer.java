package io.claviger.benchmarks.load;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/**
 * A PostgreSQL server for this run, with one schema for each measured database. It does not wait
 * for the disk (fsync is off), so the results do not depend on the speed of the disk.
 */
public final class PostgresServer implements AutoCloseable {
  private final EmbeddedPostgres server;

  static {
    // Without a logging library, slf4j prints a warning at its first use.
    System.setProperty("slf4j.internal.verbosity", "ERROR");
  }

  /** Starts a server. */
  public PostgresServer() throws IOException {
    this(Map.of("shared_buffers", "256MB"));
  }

  /** Starts a server with these additional settings. */
  public PostgresServer(Map<String, String> settings) throws IOException {
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            // Autovacuum would run during a measurement, and slow down one side more than the
            // other.
            .setServerConfig("autovacuum", "off")
            // The store refuses to start without this setting.
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("max_connections", "200");
    settings.forEach(builder::setServerConfig);
    server = builder.start();
  }

  /** Creates an empty schema and returns its JDBC URL. */
  public String freshSchema(String name) {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create schema " + name);
    } catch (SQLException e) {
      throw new IllegalStateException("schema " + name + " could not be made", e);
    }
    return server.getJdbcUrl("postgres", "postgres") + "&currentSchema=" + name;
  }

  @Override
  public void close() {
    try {
      writeAll();
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Writes a checkpoint. Without it, the server would still write during the next measurement, and
   * would stop too late.
   */
  private void writeAll() {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("checkpoint");
    } catch (SQLException e) {
      // The data is not needed again.
    }
  }
}
