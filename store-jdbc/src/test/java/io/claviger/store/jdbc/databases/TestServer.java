package io.claviger.store.jdbc.databases;

import java.sql.SQLException;
import javax.sql.DataSource;

/** A running database server. */
public interface TestServer extends AutoCloseable {
  /** Returns connections to a new, empty database (or schema). */
  DataSource freshDatabase() throws SQLException;

  /** Stops the server and removes its files. */
  @Override
  void close();
}
