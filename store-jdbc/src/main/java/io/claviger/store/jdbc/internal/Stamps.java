package io.claviger.store.jdbc.internal;

import io.claviger.IpAddress;
import io.claviger.Stamp;

/** The four columns that say when and by whom something was done. */
final class Stamps {
  /** Their names in one table. */
  record Columns(String at, String kind, String name, String address) {
    /** That say what was done. */
    static Columns of(String what) {
      return new Columns(what + "_at", what + "_by_kind", what + "_by_name", what + "_by_address");
    }
  }

  /** Of a key or an organization. */
  static final Columns CREATED = Columns.of("created");

  /** Of an event. */
  static final Columns HAPPENED = Columns.of("happened");

  private Stamps() {}

  static void bind(Sql sql, Stamp stamp) {
    sql.bind(Micros.of(stamp.at()))
        .bind(stamp.by().kind().name())
        .bind(stamp.by().name())
        .bind(stamp.by().address().map(IpAddress::toString).orElse(null));
  }
}
