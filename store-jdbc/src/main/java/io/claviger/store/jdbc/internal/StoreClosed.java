package io.claviger.store.jdbc.internal;

import java.sql.SQLException;

/** Asked for a connection after the end. */
final class StoreClosed extends SQLException {
  private static final long serialVersionUID = 1L;

  StoreClosed() {
    super("the store is closed");
  }
}
