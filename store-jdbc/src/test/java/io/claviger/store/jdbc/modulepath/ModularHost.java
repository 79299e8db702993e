package io.claviger.store.jdbc.modulepath;

import io.claviger.model.OrganizationId;
import io.claviger.model.PageQuery;
import io.claviger.spi.store.KeyQuery;
import io.claviger.store.jdbc.JdbcApiKeyStore;
import io.claviger.store.jdbc.Schema;
import org.h2.jdbcx.JdbcDataSource;

/** Lists the keys of a store on H2, so that jdbi runs, and prints the store's module. */
final class ModularHost {
  private ModularHost() {}

  /** Takes no arguments. */
  public static void main(String[] args) {
    JdbcDataSource database = new JdbcDataSource();
    database.setURL("jdbc:h2:mem:modular;DB_CLOSE_DELAY=-1;OPTIMIZE_REUSE_RESULTS=FALSE");
    Schema.migrate(database);
    JdbcApiKeyStore store = new JdbcApiKeyStore(database);
    store.check();
    store.listKeys(KeyQuery.all(new OrganizationId("none"), PageQuery.first(1)));
    System.out.println(store.getClass().getModule());
  }
}
