package io.claviger.store.jdbc.internal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Looks for what is missing or dangerous about a database, so that it is told when a host starts
 * and not by the first change that is lost.
 */
final class Inspection {
  private static final String SCHEMA_TABLE = "claviger_schema";

  /** What the statements of the store name, none of which finds a row here. */
  private static final List<String> TABLES =
      List.of(
          "select " + OrganizationTable.COLUMNS + ", o.state from claviger_organization o",
          "select " + ApiKeyTable.COLUMNS + " from claviger_api_key k",
          "select " + SecretTable.COLUMNS + ", s.key_id, s.position from claviger_secret s",
          "select r.key_id, r.project_id, r.role from claviger_key_role r",
          "select u.key_id, u.kind, u.subject, u.added_in, u.use_count, u.last_used_at,"
              + " u.last_address from claviger_usage u",
          "select "
              + EventTable.COLUMNS
              + ", e.revision_number, e.position"
              + " from claviger_audit_event e");

  private final Connection connection;
  private final Dialect dialect;

  Inspection(Connection connection, Dialect dialect) {
    this.connection = connection;
    this.dialect = dialect;
  }

  /** Each with its mend. */
  List<String> findings(List<Danger> dangers) throws SQLException {
    List<String> findings = new ArrayList<>(ofSchema());
    for (Danger danger : dangers) {
      List<String> found = rows(danger.search());
      if (!found.isEmpty()) {
        String what = String.join(", ", found);
        findings.add(what + ", " + danger.finding() + ": " + danger.mend());
      }
    }
    return findings;
  }

  private List<String> ofSchema() throws SQLException {
    if (!exists(SCHEMA_TABLE)) {
      return List.of(
          exists("claviger_organization")
              ? "its table of versions, " + SCHEMA_TABLE + ", is missing: call Schema.migrate"
              : "its tables are missing: call Schema.migrate, or apply the files under "
                  + ("META-INF/claviger/schema/" + dialect.schemaFolder() + " with your own tool"));
    }
    int version = Migration.version(connection);
    if (version < Migration.VERSION) {
      return List.of(
          versions(version) + "call Schema.migrate, or apply the newer files with your own tool");
    }
    if (version > Migration.VERSION) {
      return List.of(versions(version) + "use the library that made it, or a newer one");
    }
    return damages();
  }

  private List<String> damages() throws SQLException {
    List<String> damages = new ArrayList<>();
    for (String select : TABLES) {
      // Dropping a table or a column shows here; one that is there for others only does too.
      try {
        rows(select + " where 1 = 0");
      } catch (SQLException e) {
        damages.add(damage("it refuses \"" + select + "\" with SQLState " + e.getSQLState()));
        endAfterError();
      }
    }
    if (damages.isEmpty() && !isUnique("claviger_api_key", "public_key")) {
      damages.add(damage("claviger_api_key.public_key is not unique"));
    }
    return damages;
  }

  private static String versions(int version) {
    return "its schema has version " + version + ", this library needs " + Migration.VERSION + ": ";
  }

  private static String damage(String what) {
    return "its schema is damaged, " + what + ": restore it from a backup";
  }

  private boolean exists(String table) throws SQLException {
    try {
      rows("select 1 from " + table + " where 1 = 0");
      return true;
    } catch (SQLException e) {
      if (dialect.troubleOf(e) == Trouble.UNREACHABLE) {
        throw e;
      }
      endAfterError();
      return false;
    }
  }

  /** PostgreSQL refuses every further statement of the transaction. */
  private void endAfterError() throws SQLException {
    if (!connection.getAutoCommit()) {
      connection.rollback();
    }
  }

  private boolean isUnique(String table, String column) throws SQLException {
    boolean upper = connection.getMetaData().storesUpperCaseIdentifiers();
    String stored = upper ? table.toUpperCase(Locale.ROOT) : table;
    try (ResultSet indexes =
        connection
            .getMetaData()
            .getIndexInfo(connection.getCatalog(), connection.getSchema(), stored, true, true)) {
      while (indexes.next()) {
        if (column.equalsIgnoreCase(indexes.getString("COLUMN_NAME"))) {
          return true;
        }
      }
      return false;
    }
  }

  private List<String> rows(String select) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(select)) {
      List<String> rows = new ArrayList<>();
      while (result.next()) {
        rows.add(result.getString(1));
      }
      return rows;
    }
  }
}
