package io.claviger.benchmarks.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.claviger.store.jdbc.JdbcApiKeyStore;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A PostgreSQL server from the binaries that Maven brought, with a schema for each name. */
public final class PostgresSite implements Site {
  private final EmbeddedPostgres server;
  private final List<HikariDataSource> pools = new ArrayList<>();

  private PostgresSite(EmbeddedPostgres server) {
    this.server = server;
  }

  /** Started on a data folder of its own; not synchronized with the disk (option -F). */
  public static PostgresSite start() throws IOException {
    return new PostgresSite(
        EmbeddedPostgres.builder()
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("shared_buffers", "512MB")
            .setServerConfig("max_wal_size", "4GB")
            .start());
  }

  @Override
  public String name() {
    return "postgresql";
  }

  @Override
  public DataSource create(String database) throws SQLException {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create schema " + database);
    }
    return source(database);
  }

  @Override
  public String tidying() {
    return "vacuum analyze";
  }

  @Override
  public JdbcApiKeyStore open(String database) throws SQLException {
    HikariConfig config = new HikariConfig();
    config.setDataSource(source(database));
    config.setMaximumPoolSize(4);
    HikariDataSource pool = new HikariDataSource(config);
    pools.add(pool);
    return new JdbcApiKeyStore(pool);
  }

  @Override
  public void close() {
    pools.forEach(HikariDataSource::close);
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private PGSimpleDataSource source(String schema) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(server.getJdbcUrl("postgres", "postgres"));
    source.setCurrentSchema(schema);
    return source;
  }
}
