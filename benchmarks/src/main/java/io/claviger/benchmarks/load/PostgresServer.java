package io.claviger.benchmarks.load;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/**
 * A PostgreSQL server of this run's own, with a schema for each thing that is measured. It does not
 * wait for the disk (fsync is off), so what is measured is not how slow that is.
 */
public final class PostgresServer implements AutoCloseable {
  private final EmbeddedPostgres server;

  static {
    // It would say that nobody takes its logs.
    System.setProperty("slf4j.internal.verbosity", "ERROR");
  }

  /** Starts it. */
  public PostgresServer() throws IOException {
    this(Map.of("shared_buffers", "256MB"));
  }

  /** Starts it with these settings besides. */
  public PostgresServer(Map<String, String> settings) throws IOException {
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            // It would come beside what is measured, and to one side first.
            .setServerConfig("autovacuum", "off")
            // The store does not run without it.
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("max_connections", "200");
    settings.forEach(builder::setServerConfig);
    server = builder.start();
  }

  /** Makes an empty schema, and tells how to reach it. */
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

  /** Or it would go on with that beside what is measured next, and not end in time. */
  private void writeAll() {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("checkpoint");
    } catch (SQLException e) {
      // What is in it is not needed any more.
    }
  }
}
