package io.claviger.store.jdbc.databases;

import java.sql.SQLException;
import javax.sql.DataSource;

/** A running database server. */
public interface TestServer extends AutoCloseable {
  /** Connections to a new, empty database (or schema) that nobody else has. */
  DataSource freshDatabase() throws SQLException;

  /** Stops it, and removes what it kept. */
  @Override
  void close();
}
