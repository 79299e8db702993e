package io.claviger.benchmarks.load;

import io.claviger.ApiKeys;
import io.claviger.Claviger;
import io.claviger.access.Caller;
import io.claviger.benchmarks.jmh.SeededKey;
import io.claviger.model.ApiKeyPatch;
import io.claviger.store.jdbc.JdbcApiKeyStore;
import javax.sql.DataSource;

/** Changes keys through the whole library. */
public final class OurChanges implements AutoCloseable {
  private final Claviger claviger;
  private final ApiKeys keys;

  /** Uses the store on this database. */
  public OurChanges(DataSource database) {
    claviger = Claviger.of(new JdbcApiKeyStore(database));
    keys = claviger.actingAs(Caller.application("benchmark"));
  }

  /** Changes the description of a key. */
  public void describe(SeededKey key, String description) {
    keys.update(key.organization(), key.id(), ApiKeyPatch.nothing().describe(description));
  }

  @Override
  public void close() {
    claviger.close();
  }
}
