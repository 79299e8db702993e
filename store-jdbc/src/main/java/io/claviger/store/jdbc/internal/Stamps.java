package io.claviger.store.jdbc.internal;

import io.claviger.IpAddress;
import io.claviger.Stamp;

/** Binds the four columns that say when and by whom something was done. */
final class Stamps {
  private Stamps() {}

  static void bind(Sql sql, Stamp stamp) {
    sql.bind(Micros.of(stamp.at()))
        .bind(stamp.by().kind().name())
        .bind(stamp.by().name())
        .bind(stamp.by().address().map(IpAddress::toString).orElse(null));
  }
}
