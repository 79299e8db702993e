package io.claviger.store.jdbc.internal;

import io.claviger.spi.NamedValue;
import java.sql.SQLException;
import java.util.Optional;

/** {@code claviger_value}. */
final class ValueTable {
  private static final String FIND = "select v.content from claviger_value v where v.name = ?";

  private static final String INSERT = "insert into claviger_value (name, content) values (?, ?)";

  private ValueTable() {}

  static Optional<String> find(Session session, String name) throws SQLException {
    return new Sql(session, FIND).bind(name).first(row -> row.getString(1));
  }

  /**
   * The value that is there, or the given one, which is inserted. Fails with a violated constraint
   * if another transaction inserts one meanwhile.
   */
  static String findOrInsert(Session session, NamedValue value) throws SQLException {
    Optional<String> first = find(session, value.name());
    if (first.isEmpty()) {
      new Sql(session, INSERT).bind(value.name()).bind(value.value()).update();
    }
    return first.orElse(value.value());
  }
}
