package io.claviger.store.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Copies a store into another database; docs/move-a-store.md has the steps around it. */
final class RowCopy {
  private static final int BATCH = 1_000;

  /** In an order in which each row finds the rows that it refers to. */
  static final List<String> TABLES =
      List.of(
          "claviger_organization",
          "claviger_api_key",
          "claviger_secret",
          "claviger_key_role",
          "claviger_key_label",
          "claviger_usage",
          "claviger_audit_event",
          "claviger_value",
          "claviger_feed",
          "claviger_ended_token");

  private RowCopy() {}

  /** Copies all rows into tables that {@link Schema#migrate} has just made. */
  static void copy(Connection from, Connection to) throws SQLException {
    from.setAutoCommit(false); // so that PostgreSQL does not send all rows at once
    to.setAutoCommit(false);
    try (Statement delete = to.createStatement()) {
      delete.executeUpdate("delete from claviger_feed"); // the row of Schema.migrate
    }
    for (String table : TABLES) {
      copy(table, from, to);
    }
    to.commit();
    from.rollback();
  }

  private static void copy(String table, Connection from, Connection to) throws SQLException {
    try (Statement select = from.createStatement()) {
      select.setFetchSize(BATCH);
      try (ResultSet rows = select.executeQuery("select * from " + table);
          PreparedStatement insert = to.prepareStatement(insert(table, rows.getMetaData()))) {
        int columns = rows.getMetaData().getColumnCount();
        for (int row = 1; rows.next(); row++) {
          for (int column = 1; column <= columns; column++) {
            insert.setObject(column, rows.getObject(column));
          }
          insert.addBatch();
          if (row % BATCH == 0) {
            insert.executeBatch();
          }
        }
        insert.executeBatch();
      }
    }
  }

  private static String insert(String table, ResultSetMetaData columns) throws SQLException {
    List<String> names = new ArrayList<>();
    for (int column = 1; column <= columns.getColumnCount(); column++) {
      names.add(columns.getColumnName(column));
    }
    String values = String.join(", ", Collections.nCopies(names.size(), "?"));
    return "insert into " + table + " (" + String.join(", ", names) + ") values (" + values + ")";
  }
}
