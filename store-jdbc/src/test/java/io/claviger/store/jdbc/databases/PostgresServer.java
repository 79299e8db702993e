package io.claviger.store.jdbc.databases;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.embedded.PgBinaryResolver;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.jar.JarFile;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A PostgreSQL server from the binaries that Maven brought, on a data folder of its own; a fresh
 * schema for each test.
 */
final class PostgresServer implements TestServer {
  /**
   * Names the jar of an older version's binaries; set by the build with the profile {@code
   * databases}.
   */
  private static final String OLDER_BINARIES = "claviger.postgres14.binaries";

  private final EmbeddedPostgres server;
  private final AtomicInteger schemas = new AtomicInteger();

  private PostgresServer(EmbeddedPostgres server) {
    this.server = server;
  }

  /** Starts the version on the class path. */
  static PostgresServer current() throws IOException {
    return new PostgresServer(builder().start());
  }

  static boolean hasOlder() {
    return System.getProperty(OLDER_BINARIES) != null;
  }

  /** Starts the version whose jar the system property names. A newer one can follow it. */
  static PostgresServer older() throws IOException {
    Path jar = Path.of(System.getProperty(OLDER_BINARIES));
    return new PostgresServer(
        builder()
            .setPgBinaryResolver(fromJar(jar))
            .setServerConfig("wal_level", "logical")
            .start());
  }

  @Override
  public DataSource freshDatabase() throws SQLException {
    String schema = "test_" + schemas.incrementAndGet();
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create schema " + schema);
    }
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(server.getJdbcUrl("postgres", "postgres"));
    source.setCurrentSchema(schema);
    return source;
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static EmbeddedPostgres.Builder builder() {
    // The library's own defaults trade durability for speed, and the store refuses to run without
    // it.
    return EmbeddedPostgres.builder()
        .setPGStartupWait(Duration.ofMinutes(1))
        .setServerConfig("synchronous_commit", "on")
        .setServerConfig("max_connections", "200");
  }

  private static PgBinaryResolver fromJar(Path jar) {
    return (system, machine) -> {
      if (!Files.exists(jar)) {
        throw new IOException("no PostgreSQL binaries at " + jar);
      }
      JarFile file = new JarFile(jar.toFile());
      InputStream entry =
          file.getInputStream(file.getJarEntry("postgres-linux-" + machine + ".txz"));
      return new FilterInputStream(entry) {
        @Override
        public void close() throws IOException {
          super.close();
          file.close();
        }
      };
    };
  }
}
