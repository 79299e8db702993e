package io.claviger.store.jdbc.internal.doctor;

import io.claviger.store.jdbc.internal.dialect.Privileges;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks the privileges that the store needs on each table. It needs no more than it uses, so that
 * an application can withhold, for example, the right to change an event.
 */
final class PrivilegeCheck {
  private enum Right {
    SELECT("SELECT", "select 1 from %1$s where 1 = 0"),
    INSERT("INSERT", "insert into %1$s (%2$s) select x.v from (select '' as v) x where 1 = 0"),
    UPDATE("UPDATE", "update %1$s set %2$s = %2$s where 1 = 0"),
    UPDATE_POSITION(
        "UPDATE (feed_position)", "update %1$s set feed_position = feed_position where 1 = 0"),
    DELETE("DELETE", "delete from %1$s where 1 = 0");

    private static final Right[] ALL = {SELECT, INSERT, UPDATE, DELETE};

    private final String title;
    private final String trial;

    Right(String title, String trial) {
      this.title = title;
      this.trial = trial;
    }
  }

  /** The uses of a table, and a column in it, which is of text if rows are inserted. */
  private record Use(String table, String column, List<Right> rights) {
    Use(String table, String column, Right... rights) {
      this(table, column, List.of(rights));
    }
  }

  private static final List<Use> USES =
      List.of(
          new Use("claviger_schema", "version", Right.SELECT),
          new Use("claviger_organization", "name", Right.SELECT, Right.INSERT, Right.UPDATE),
          new Use("claviger_api_key", "description", Right.ALL),
          new Use("claviger_secret", "verifiers", Right.ALL),
          new Use("claviger_key_role", "role", Right.SELECT, Right.INSERT, Right.DELETE),
          new Use("claviger_key_label", "content", Right.SELECT, Right.INSERT, Right.DELETE),
          new Use("claviger_usage", "last_address", Right.ALL),
          new Use(
              "claviger_audit_event", "details", Right.SELECT, Right.INSERT, Right.UPDATE_POSITION),
          new Use("claviger_feed", "position", Right.SELECT, Right.UPDATE),
          new Use("claviger_value", "content", Right.SELECT, Right.INSERT),
          new Use("claviger_ended_token", "key_id", Right.ALL));

  private PrivilegeCheck() {}

  /**
   * Returns the missing ones, for example "INSERT, UPDATE on claviger_organization". Each is tried
   * by a statement that concerns no row. Refusals for other reasons are found elsewhere.
   */
  static List<String> lacking(Probe probe) throws SQLException {
    List<String> lacking = new ArrayList<>();
    for (Use use : USES) {
      List<String> ofTable = lacking(probe, use);
      if (!ofTable.isEmpty()) {
        lacking.add(String.join(", ", ofTable) + " on " + use.table());
      }
    }
    return lacking;
  }

  private static List<String> lacking(Probe probe, Use use) throws SQLException {
    List<String> lacking = new ArrayList<>();
    for (Right right : use.rights()) {
      String trial = right.trial.formatted(use.table(), use.column());
      if (probe.refusalOf(trial).filter(Privileges::areMissing).isPresent()) {
        lacking.add(right.title);
      }
      if (lacking.contains(Right.SELECT.title)) {
        // H2 needs SELECT for DELETE too, so the others would be reported falsely.
        return lacking;
      }
    }
    return lacking;
  }
}
