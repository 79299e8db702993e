package io.claviger.benchmarks.database;

import io.claviger.store.jdbc.JdbcApiKeyStore;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** A kind of database with room for several, each under a name; gone when it is closed. */
public interface DatabaseEngine extends AutoCloseable {
  /** As it is called in the names of rows. */
  String name();

  /** Connections to an empty database. */
  DataSource create(String database);

  /** The statement that a database is given once it is filled, so that its planner knows. */
  String updateStatistics();

  /** The store on a database that nobody else has open, as a host would have it. */
  JdbcApiKeyStore open(String database);

  /** Whether changes must be written one after another, as the store does it there in turn. */
  boolean oneWriter();

  /** A plain connection to a database that is open, and as that left it. */
  Connection connect(String database) throws SQLException;

  /** Stops it, and removes what it kept. */
  @Override
  void close();
}
