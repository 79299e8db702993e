package io.claviger.store.jdbc.internal;

import io.claviger.IpAddress;
import io.claviger.Stamp;
import org.jdbi.v3.core.statement.SqlStatement;

/** Binds the four columns that say when and by whom something was done. */
final class Stamps {
  private Stamps() {}

  static void bind(SqlStatement<?> statement, String what, Stamp stamp) {
    statement.bind(what + "_at", Micros.of(stamp.at()));
    statement.bind(what + "_by_kind", stamp.by().kind().name());
    statement.bind(what + "_by_name", stamp.by().name());
    statement.bind(
        what + "_by_address", stamp.by().address().map(IpAddress::toString).orElse(null));
  }
}
