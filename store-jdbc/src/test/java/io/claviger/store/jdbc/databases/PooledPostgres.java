package io.claviger.store.jdbc.databases;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A PostgreSQL server whose databases are reached through PgBouncer, in transaction mode. */
final class PooledPostgres implements TestServer {
  private static final int PREPARED_STATEMENTS = 200;

  /** Fewer than clients have. */
  private static final int CONNECTIONS = 4;

  private final PostgresServer server;
  private final List<PgBouncer> poolers = new ArrayList<>();

  private PooledPostgres(PostgresServer server) {
    this.server = server;
  }

  static PooledPostgres start() throws IOException {
    return new PooledPostgres(PostgresServer.current());
  }

  @Override
  public synchronized DataSource freshDatabase() throws SQLException {
    PGSimpleDataSource database = (PGSimpleDataSource) server.freshDatabase();
    try {
      PgBouncer pooler = PgBouncer.before(database, PREPARED_STATEMENTS, CONNECTIONS);
      poolers.add(pooler);
      return pooler.database();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    poolers.forEach(PgBouncer::close);
    server.close();
  }
}
