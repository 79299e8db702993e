package io.claviger.store.jdbc.internal;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.h2.api.ErrorCode;

/**
 * What the user of the store must be allowed to do with each table: no more than it does, so that a
 * host may withhold the right to change an event, for one.
 */
final class Rights {
  /** What to grant, in words that hold for every table. */
  static final String MEND =
      "grant it SELECT, INSERT, UPDATE and DELETE on the tables claviger_* (of"
          + " claviger_audit_event and claviger_value SELECT and INSERT, of claviger_organization"
          + " all but DELETE, of claviger_schema SELECT)";

  /** As PostgreSQL says it: insufficient_privilege. */
  private static final String LACKING = "42501";

  /** The others have numbers: MariaDB for a database, a table and a column, then H2. */
  private static final Set<Integer> LACKING_NUMBERS =
      Set.of(1044, 1142, 1143, ErrorCode.NOT_ENOUGH_RIGHTS_FOR_1, ErrorCode.ADMIN_RIGHTS_REQUIRED);

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

  /** What is done with a table, and a text in it that is written. */
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
          new Use("claviger_usage", "last_address", Right.values()),
          new Use("claviger_audit_event", "details", Right.SELECT, Right.INSERT),
          new Use("claviger_value", "content", Right.SELECT, Right.INSERT));

  private Rights() {}

  /** Whether the database refused something since its user may not do it. */
  static boolean areLacking(SQLException error) {
    return LACKING.equals(error.getSQLState()) || LACKING_NUMBERS.contains(error.getErrorCode());
  }

  /** What to do about such a refusal. */
  static String advice(SQLException error) {
    return error.getErrorCode() == ErrorCode.ADMIN_RIGHTS_REQUIRED
        ? "H2 takes this from an administrator only, a setting in the URL for one"
        : "the database user lacks a right: " + MEND + ", and more for Schema.migrate";
  }

  /**
   * Those that are lacking: "INSERT, UPDATE on claviger_organization". Each is tried by a statement
   * that concerns no row; what is refused for another reason is found elsewhere.
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
      if (probe.refusalOf(trial).filter(Rights::areLacking).isPresent()) {
        lacking.add(right.name());
      }
      if (lacking.contains(Right.SELECT.name())) {
        // H2 wants that for DELETE too, so the others would be blamed for it.
        return lacking;
      }
    }
    return lacking;
  }
}
