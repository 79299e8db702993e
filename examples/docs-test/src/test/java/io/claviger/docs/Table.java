package io.claviger.docs;

import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A table of the schema.
 *
 * @param name without {@code claviger_}
 * @param primaryKey the columns of its primary key
 * @param parents the tables to which its foreign keys refer, by the column
 */
record Table(
    String name, List<String> columns, Set<String> primaryKey, Map<String, String> parents) {

  /** Returns the tables of the library, by their names. */
  static Map<String, Table> of(DatabaseMetaData schema) throws SQLException {
    Map<String, Table> tables = new TreeMap<>();
    for (String name : names(schema.getTables(null, null, "CLAVIGER_%", null), "TABLE_NAME")) {
      String table = name.toUpperCase(Locale.ROOT);
      tables.put(
          shortName(name),
          new Table(
              shortName(name),
              names(schema.getColumns(null, null, table, null), "COLUMN_NAME"),
              new TreeSet<>(names(schema.getPrimaryKeys(null, null, table), "COLUMN_NAME")),
              parents(schema.getImportedKeys(null, null, table))));
    }
    return tables;
  }

  private static Map<String, String> parents(ResultSet keys) throws SQLException {
    Map<String, String> parents = new TreeMap<>();
    try (keys) {
      while (keys.next()) {
        parents.put(lower(keys, "FKCOLUMN_NAME"), shortName(lower(keys, "PKTABLE_NAME")));
      }
    }
    return parents;
  }

  private static List<String> names(ResultSet rows, String column) throws SQLException {
    List<String> names = new ArrayList<>();
    try (rows) {
      while (rows.next()) {
        names.add(lower(rows, column));
      }
    }
    return names;
  }

  private static String lower(ResultSet row, String column) throws SQLException {
    return row.getString(column).toLowerCase(Locale.ROOT);
  }

  private static String shortName(String table) {
    return table.replaceFirst("^claviger_", "");
  }
}
