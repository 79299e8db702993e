package io.claviger.store.jdbc.databases;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

/** H2 has no server: each database is in the memory of this process. */
final class H2InMemory implements TestServer {
  /** Names are not random, since tests search logs for random secrets. */
  private static final AtomicInteger NAMES = new AtomicInteger();

  private final List<DataSource> databases = new ArrayList<>();

  @Override
  public DataSource freshDatabase() {
    JdbcDataSource database = new JdbcDataSource();
    database.setURL(
        "jdbc:h2:mem:test_"
            + NAMES.incrementAndGet()
            + ";DB_CLOSE_DELAY=-1;OPTIMIZE_REUSE_RESULTS=FALSE");
    databases.add(database);
    return database;
  }

  @Override
  public void close() {
    for (DataSource database : databases) {
      try (Connection connection = database.getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("shutdown immediately");
      } catch (SQLException e) {
        // It is shut down, which closed the connection.
      }
    }
  }
}
