package io.claviger.store.jdbc.internal.doctor;

import io.claviger.store.jdbc.internal.dialect.Dialect;
import io.claviger.store.jdbc.internal.dialect.IndexHints;
import io.claviger.store.jdbc.internal.dialect.Privileges;
import io.claviger.store.jdbc.internal.dialect.UnsafeSetting;
import io.claviger.store.jdbc.internal.schema.Migration;
import io.claviger.store.jdbc.internal.sql.Session;
import io.claviger.store.jdbc.internal.table.ApiKeyTable;
import io.claviger.store.jdbc.internal.table.EventTable;
import io.claviger.store.jdbc.internal.table.OrganizationTable;
import io.claviger.store.jdbc.internal.table.RevokedTokenTable;
import io.claviger.store.jdbc.internal.table.SecretTable;
import io.claviger.store.jdbc.internal.transaction.Database;
import io.claviger.store.jdbc.internal.transaction.DatabaseException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Looks for missing tables and rights and for unsafe settings of a database, so that an application
 * learns of them when it starts, and not from the first lost change.
 */
public final class Inspection {
  private static final String SCHEMA_TABLE = "claviger_schema";

  private static final String NO_ROW = " where 1 = 0";

  /** Statements that find no row, and name every column and index that the store uses. */
  private static final List<String> TABLES =
      List.of(
          "select "
              + OrganizationTable.SNAPSHOT_COLUMNS
              + ", o.state, o.ended_tokens from claviger_organization o",
          "select " + ApiKeyTable.COLUMNS + " from claviger_api_key k" + IndexHints.BY_ORGANIZATION,
          "select "
              + SecretTable.COLUMNS
              + ", s.key_id, s.position from claviger_secret s"
              + IndexHints.BY_KEY,
          "select r.key_id, r.project_id, r.role from claviger_key_role r",
          "select l.key_id, l.name, l.content from claviger_key_label l",
          "select u.key_id, u.kind, u.subject, u.added_in, u.use_count, u.last_used_at,"
              + " u.last_address from claviger_usage u",
          "select "
              + EventTable.COLUMNS
              + ", e.revision_number, e.position, e.feed_position"
              + " from claviger_audit_event e",
          "select v.name, v.content from claviger_value v",
          "select " + RevokedTokenTable.COLUMNS + ", t.feed_position from claviger_ended_token t",
          "select f.id, f.position from claviger_feed f");

  private final Handle handle;
  private final Connection connection;
  private final Dialect dialect;
  private final Probe probe;

  private Inspection(Handle handle, Dialect dialect) {
    this.handle = handle;
    this.connection = handle.getConnection();
    this.dialect = dialect;
    this.probe = new Probe(handle, dialect);
  }

  /** Returns the problems of the database, each with its remedy. */
  public static List<String> findings(Database database) throws DatabaseException {
    return database.read(
        session -> {
          Connection connection = session.connection();
          Dialect dialect = database.dialectOf(connection);
          List<String> findings =
              new Inspection(session.handle(), dialect)
                  .findings(dialect.unsafeSettings(database.hasOneWriter()));
          if (dialect.hasPoolers()) {
            findings.addAll(ofPooler(database, connection));
          }
          return findings;
        });
  }

  /** Takes a second connection; without one, it does not look for lost statements. */
  private static List<String> ofPooler(Database database, Connection first) throws SQLException {
    try (Session second = database.open()) {
      return PoolerCheck.findings(List.of(first, second.connection(), first));
    } catch (DatabaseException e) {
      return PoolerCheck.findings(List.of(first));
    }
  }

  private List<String> findings(List<UnsafeSetting> unsafe) throws SQLException {
    List<String> findings = new ArrayList<>(ofSchema());
    findings.addAll(ofReadOnly());
    findings.addAll(of(unsafe));
    return findings;
  }

  /** Some drivers set the server to read only when a transaction begins. */
  private List<String> ofReadOnly() throws SQLException {
    List<String> reported = of(List.of(dialect.readOnly()));
    return reported.isEmpty() && connection.isReadOnly()
        ? List.of(
            "its connections are read only, so no change can be made: switch that off in the pool")
        : reported;
  }

  private List<String> of(List<UnsafeSetting> unsafe) throws SQLException {
    List<String> findings = new ArrayList<>();
    for (UnsafeSetting each : unsafe) {
      List<String> found = probe.rows(each.query());
      if (!found.isEmpty()) {
        String what = String.join(", ", found);
        findings.add(what + ", " + each.consequence() + ": " + each.remedy());
      }
    }
    return findings;
  }

  private List<String> ofSchema() throws SQLException {
    Optional<SQLException> refusal = refusalOf(SCHEMA_TABLE);
    if (refusal.isPresent()) {
      return Privileges.areMissing(refusal.get()) ? lackingRights() : missing();
    }
    Optional<String> mismatch = Migration.mismatch(Migration.version(handle));
    if (mismatch.isPresent()) {
      return List.of(mismatch.get());
    }
    List<String> lacking = lackingRights();
    return lacking.isEmpty() ? damages() : lacking;
  }

  private List<String> missing() throws SQLException {
    List<String> hidden = of(dialect.hiding());
    if (!hidden.isEmpty()) {
      return hidden;
    }
    return List.of(
        refusalOf("claviger_organization").isEmpty()
            ? "its table of versions, " + SCHEMA_TABLE + ", is missing: call Schema.migrate"
            : "its tables are missing: call Schema.migrate, or apply the files under "
                + ("META-INF/claviger/schema/" + dialect.schemaFolder() + " with your own tool"));
  }

  private Optional<SQLException> refusalOf(String table) throws SQLException {
    return probe.refusalOf("select 1 from " + table + NO_ROW);
  }

  /** If rights are missing, nothing can be found out about the tables. */
  private List<String> lackingRights() throws SQLException {
    List<String> lacking = PrivilegeCheck.lacking(probe);
    return lacking.isEmpty()
        ? List.of()
        : List.of("its user lacks " + String.join(", ", lacking) + ": " + Privileges.REMEDY);
  }

  private List<String> damages() throws SQLException {
    List<String> damages = new ArrayList<>();
    for (String select : TABLES) {
      // This finds dropped tables and columns, and those that the user cannot see.
      Optional<SQLException> refusal = probe.refusalOf(select + NO_ROW);
      if (refusal.isPresent()) {
        String state = refusal.get().getSQLState();
        damages.add(damage("it refuses \"" + select + "\" with SQLState " + state));
      }
    }
    if (damages.isEmpty() && !isUnique("claviger_api_key", "public_key")) {
      damages.add(damage("claviger_api_key.public_key is not unique"));
    }
    return damages;
  }

  private static String damage(String what) {
    return "its schema is damaged, " + what + ": restore it from a backup";
  }

  /** Returns whether the column alone is unique, in all rows. */
  private boolean isUnique(String table, String column) throws SQLException {
    boolean upper = connection.getMetaData().storesUpperCaseIdentifiers();
    String stored = upper ? table.toUpperCase(Locale.ROOT) : table;
    String schema = dialect.schemaOf(connection, table);
    try (ResultSet indexes =
        connection
            .getMetaData()
            .getIndexInfo(connection.getCatalog(), schema, stored, true, true)) {
      Map<String, List<String>> columns = new HashMap<>();
      while (indexes.next()) {
        String name = indexes.getString("COLUMN_NAME");
        String condition = indexes.getString("FILTER_CONDITION");
        if (name != null && (condition == null || condition.isEmpty())) {
          columns
              .computeIfAbsent(indexes.getString("INDEX_NAME"), index -> new ArrayList<>())
              .add(name.toLowerCase(Locale.ROOT));
        }
      }
      return columns.containsValue(List.of(column));
    }
  }
}
