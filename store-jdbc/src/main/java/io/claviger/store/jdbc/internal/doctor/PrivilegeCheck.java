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
    SELECT("select 1 from %1$s where 1 = 0"),
    INSERT("insert into %1$s (%2$s) select x.v from (select '' as v) x where 1 = 0"),
    UPDATE("update %1$s set %2$s = '' where 1 = 0"),
    DELETE("delete from %1$s where 1 = 0");

    private final String trial;

    Right(String trial) {
      this.trial = trial;
    }
  }

  /** The uses of a table, and a column of text in it. */
  private record Use(String table, String column, List<Right> rights) {
    Use(String table, String column, Right... rights) {
      this(table, column, List.of(rights));
    }
  }

  private static final List<Use> USES =
      List.of(
          new Use("claviger_schema", "version", Right.SELECT),
          new Use("claviger_organization", "name", Right.SELECT, Right.INSERT, Right.UPDATE),
          new Use("claviger_api_key", "description", Right.values()),
          new Use("claviger_secret", "verifiers", Right.values()),
          new Use("claviger_key_role", "role", Right.SELECT, Right.INSERT, Right.DELETE),
          new Use("claviger_key_label", "content", Right.SELECT, Right.INSERT, Right.DELETE),
          new Use("claviger_usage", "last_address", Right.values()),
          new Use("claviger_audit_event", "details", Right.SELECT, Right.INSERT),
          new Use("claviger_value", "content", Right.SELECT, Right.INSERT),
          new Use("claviger_ended_token", "key_id", Right.SELECT, Right.INSERT, Right.DELETE));

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
        lacking.add(right.name());
      }
      if (lacking.contains(Right.SELECT.name())) {
        // H2 needs SELECT for DELETE too, so the others would be reported falsely.
        return lacking;
      }
    }
    return lacking;
  }
}
