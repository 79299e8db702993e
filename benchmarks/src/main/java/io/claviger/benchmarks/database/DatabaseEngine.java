package io.claviger.benchmarks.database;

import io.claviger.store.jdbc.JdbcApiKeyStore;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** A database engine that holds several databases, each under a name. Closing it deletes them. */
public interface DatabaseEngine extends AutoCloseable {
  /** Returns the name of the engine in the names of rows. */
  String name();

  /** Creates an empty database under this name. */
  DataSource create(String database);

  /**
   * Returns the statement that updates the statistics of the query planner. It runs after a
   * database is filled.
   */
  String updateStatistics();

  /** Opens the store on a database, as an application does. Nothing else has the database open. */
  JdbcApiKeyStore open(String database);

  /**
   * Returns whether plain JDBC must write changes one after another, as the store does on this
   * engine.
   */
  boolean oneWriter();

  /**
   * Opens a plain connection to a database after {@link #open}, with the settings that the store
   * left.
   */
  Connection connect(String database) throws SQLException;

  /** Stops the engine and deletes its databases. */
  @Override
  void close();
}
