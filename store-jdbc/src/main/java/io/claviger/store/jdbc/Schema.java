package io.claviger.store.jdbc;

import io.claviger.model.StoreException;
import io.claviger.store.jdbc.internal.Migration;
import javax.sql.DataSource;

/**
 * The tables of the store. They are made by one of two means, never by a constructor: this class,
 * or the host's own tool on the SQL files under {@code META-INF/claviger/schema}, a folder for each
 * database, in files that are named as Flyway wants them.
 */
public final class Schema {
  private Schema() {}

  /**
   * Brings the tables to what this version of the library needs; does nothing where they are, so a
   * user who may only read their version can call it then. May be called again and by several
   * processes at once: one works, the others wait for it. A call that died half way is made good by
   * the next one.
   *
   * <p>Takes two connections at a time, neither from a transaction of the host's.
   *
   * @throws StoreException if the database cannot be reached, is not supported, or refuses
   */
  public static void migrate(DataSource dataSource) {
    new Migration(dataSource).run();
  }
}
