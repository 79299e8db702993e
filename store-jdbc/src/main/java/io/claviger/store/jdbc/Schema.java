package io.claviger.store.jdbc;

import io.claviger.model.StoreException;
import io.claviger.store.jdbc.internal.schema.Migration;
import java.util.Objects;
import javax.sql.DataSource;

/**
 * The tables of the store. Either this class makes them, or the application's own tool with the SQL
 * files under {@code META-INF/claviger/schema}; a constructor never does. That folder has one
 * folder for each database, with files that are named as Flyway expects them.
 */
public final class Schema {
  private Schema() {}

  /**
   * Upgrades the tables to the version that this library needs. It does nothing if they have it, so
   * a user who may only read their version can call it then. It can be called again and by several
   * processes at once: one works, the others wait for it. The next call completes one that was
   * killed.
   *
   * <p>It takes two connections at a time, neither from a transaction of the application's.
   *
   * @throws StoreException if the database cannot be reached, is not supported, or refuses; also if
   *     the tables have a newer version, which only a newer library may use. Then nothing changes
   */
  public static void migrate(DataSource dataSource) {
    Objects.requireNonNull(dataSource, "dataSource");
    new Migration(dataSource).run();
  }
}
