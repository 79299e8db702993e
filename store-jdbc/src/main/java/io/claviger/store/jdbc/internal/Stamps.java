package io.claviger.store.jdbc.internal;

import io.claviger.model.IpAddress;
import io.claviger.model.Stamp;

/** The four columns that say when and by whom something was done. */
final class Stamps {
  /** Their names in one table. */
  record Columns(String at, String kind, String name, String address) {}

  /** Of a key or an organization. */
  static final Columns CREATED =
      new Columns("created_at", "created_by_kind", "created_by_name", "created_by_address");

  /** Of an event. */
  static final Columns HAPPENED =
      new Columns("happened_at", "happened_by_kind", "happened_by_name", "happened_by_address");

  private Stamps() {}

  static void bind(Sql sql, Stamp stamp) {
    sql.bind(Micros.of(stamp.at()))
        .bind(stamp.by().kind().stored())
        .bind(stamp.by().name())
        .bind(stamp.by().address().map(IpAddress::toString).orElse(null));
  }
}
