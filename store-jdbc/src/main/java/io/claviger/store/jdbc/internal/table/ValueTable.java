package io.claviger.store.jdbc.internal.table;

import io.claviger.spi.store.NamedValue;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** {@code claviger_value}. */
public final class ValueTable {
  private static final String FIND = "select v.content from claviger_value v where v.name = ?";

  private static final String INSERT = "insert into claviger_value (name, content) values (?, ?)";

  private ValueTable() {}

  public static Optional<String> find(Handle handle, String name) {
    return handle.createQuery(FIND).bind(0, name).mapTo(String.class).findFirst();
  }

  /**
   * Returns the stored value, or inserts the given one. Fails with a violated constraint if another
   * transaction inserts one meanwhile.
   */
  public static String findOrInsert(Handle handle, NamedValue value) {
    Optional<String> first = find(handle, value.name());
    if (first.isEmpty()) {
      handle.createUpdate(INSERT).bind(0, value.name()).bind(1, value.value()).execute();
    }
    return first.orElse(value.value());
  }
}
