package io.claviger.store.jdbc.internal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Looks for what is missing or dangerous about a database, so that it is told when a host starts
 * and not by the first change that is lost.
 */
final class Inspection {
  private static final String SCHEMA_TABLE = "claviger_schema";

  private static final String NO_ROW = " where 1 = 0";

  /** What the statements of the store name, indexes too, none of which finds a row here. */
  private static final List<String> TABLES =
      List.of(
          "select " + OrganizationTable.COLUMNS + ", o.state from claviger_organization o",
          "select "
              + ApiKeyTable.COLUMNS
              + " from claviger_api_key k"
              + MariaDbDialect.BY_ORGANIZATION,
          "select "
              + SecretTable.COLUMNS
              + ", s.key_id, s.position from claviger_secret s"
              + MariaDbDialect.BY_KEY,
          "select r.key_id, r.project_id, r.role from claviger_key_role r",
          "select u.key_id, u.kind, u.subject, u.added_in, u.use_count, u.last_used_at,"
              + " u.last_address from claviger_usage u",
          "select "
              + EventTable.COLUMNS
              + ", e.revision_number, e.position"
              + " from claviger_audit_event e",
          "select v.name, v.content from claviger_value v");

  private final Connection connection;
  private final Dialect dialect;
  private final Probe probe;

  Inspection(Connection connection, Dialect dialect) {
    this.connection = connection;
    this.dialect = dialect;
    this.probe = new Probe(connection, dialect);
  }

  /** Each with its mend. */
  List<String> findings(List<Danger> dangers) throws SQLException {
    List<String> findings = new ArrayList<>(ofSchema());
    findings.addAll(ofReadOnly());
    findings.addAll(of(dangers));
    return findings;
  }

  /** A driver may tell the server only in a transaction that its connections are read only. */
  private List<String> ofReadOnly() throws SQLException {
    List<String> told = of(List.of(dialect.readOnly()));
    return told.isEmpty() && connection.isReadOnly()
        ? List.of(
            "its connections are read only, so no change can be made: switch that off in the pool")
        : told;
  }

  private List<String> of(List<Danger> dangers) throws SQLException {
    List<String> findings = new ArrayList<>();
    for (Danger danger : dangers) {
      List<String> found = probe.rows(danger.search());
      if (!found.isEmpty()) {
        String what = String.join(", ", found);
        findings.add(what + ", " + danger.finding() + ": " + danger.mend());
      }
    }
    return findings;
  }

  private List<String> ofSchema() throws SQLException {
    Optional<SQLException> refusal = refusalOf(SCHEMA_TABLE);
    if (refusal.isPresent()) {
      return Rights.areLacking(refusal.get()) ? lackingRights() : missing();
    }
    int version = Migration.version(connection);
    if (version < Migration.VERSION) {
      return List.of(
          versions(version) + "call Schema.migrate, or apply the newer files with your own tool");
    }
    if (version > Migration.VERSION) {
      return List.of(versions(version) + "use the library that made it, or a newer one");
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

  /** Where they are lacking, nothing can be said about the tables. */
  private List<String> lackingRights() throws SQLException {
    List<String> lacking = Rights.lacking(probe);
    return lacking.isEmpty()
        ? List.of()
        : List.of("its user lacks " + String.join(", ", lacking) + ": " + Rights.MEND);
  }

  private List<String> damages() throws SQLException {
    List<String> damages = new ArrayList<>();
    for (String select : TABLES) {
      // Dropping a table or a column shows here; one that is there for others only does too.
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

  private static String versions(int version) {
    return "its schema has version " + version + ", this library needs " + Migration.VERSION + ": ";
  }

  private static String damage(String what) {
    return "its schema is damaged, " + what + ": restore it from a backup";
  }

  /** By itself, not together with others, and in all rows. */
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
