package io.claviger.store.jdbc.internal.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;

/** Recognizes errors about privileges that the user of the database lacks. */
public final class Privileges {
  /** The privileges to grant, in words that hold for every table. */
  public static final String REMEDY =
      "grant it SELECT, INSERT, UPDATE and DELETE on the tables claviger_* (of"
          + " claviger_audit_event SELECT, INSERT and UPDATE of the column feed_position, of"
          + " claviger_value SELECT and INSERT, of claviger_organization all but DELETE, of"
          + " claviger_feed SELECT and UPDATE, of claviger_schema SELECT)";

  /** SQLState of PostgreSQL: insufficient_privilege. */
  private static final String STATE = "42501";

  /** Error of H2: ADMIN_RIGHTS_REQUIRED. */
  private static final int H2_ADMINISTRATOR = 90040;

  /** Errors of MariaDB for a database, a table and a column, then of H2. */
  private static final Set<Integer> ERRORS = Set.of(1044, 1142, 1143, 90096, H2_ADMINISTRATOR);

  private Privileges() {}

  /** Returns whether the database refused a statement because its user lacks a privilege. */
  public static boolean areMissing(SQLException error) {
    return STATE.equals(error.getSQLState()) || ERRORS.contains(error.getErrorCode());
  }

  /** Returns what to do about such an error. */
  public static String advice(SQLException error) {
    return error.getErrorCode() == H2_ADMINISTRATOR
        ? "H2 allows this only to an administrator, for example a setting in the URL"
        : "the database user lacks a right: " + REMEDY + ", and more for Schema.migrate";
  }

  /** Returns what to do where the user of this connection may not create or alter the tables. */
  public static String adviceToMigrate(Connection connection) throws SQLException {
    String user = connection.getMetaData().getUserName();
    String named = connection.getSchema();
    String schema = named == null ? connection.getCatalog() : named;
    return "the database user may not create or alter tables in "
        + schema
        + (": grant it CREATE there (on PostgreSQL: grant create on schema " + schema)
        + (" to " + user + "), or apply the schema as the owner of the tables, and let this user")
        + " only check it (in Spring Boot: claviger.schema=check)";
  }
}
