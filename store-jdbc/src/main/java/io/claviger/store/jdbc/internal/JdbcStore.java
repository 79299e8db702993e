package io.claviger.store.jdbc.internal;

import io.claviger.ApiKey;
import io.claviger.ApiKeyId;
import io.claviger.AuditEvent;
import io.claviger.OrganizationId;
import io.claviger.Page;
import io.claviger.PublicKey;
import io.claviger.Revision;
import io.claviger.StoreException;
import io.claviger.Ticker;
import io.claviger.spi.ApiKeyStore;
import io.claviger.spi.AuditLog;
import io.claviger.spi.Facts;
import io.claviger.spi.KeyLookup;
import io.claviger.spi.KeyQuery;
import io.claviger.spi.OrganizationChange;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;

/** The store, on a database that somebody else opened. */
public final class JdbcStore implements ApiKeyStore, AuditLog {
  private final Database database;
  private final Settlement settlement;

  /** Where connections with auto-commit come from, and what bounds the search for an outcome. */
  public JdbcStore(Jdbi jdbi, Ticker ticker) {
    this(jdbi, true, ticker);
  }

  /** The same, and whether the connections come with auto-commit on. */
  public JdbcStore(Jdbi jdbi, boolean autoCommit, Ticker ticker) {
    this(new Database(jdbi, autoCommit, WriteTurns.unlimited()), ticker);
  }

  private JdbcStore(Database database, Ticker ticker) {
    this.database = database;
    this.settlement = new Settlement(database, ticker);
  }

  /** The store on an embedded database, whose writers take turns. */
  public static JdbcStore on(EmbeddedDatabase embedded, Ticker ticker) {
    WriteTurns turns = WriteTurns.oneAtATime(TimeLimits.OF_CHANGE.lockWait());
    return new JdbcStore(new Database(Jdbi.create(embedded::connection), true, turns), ticker);
  }

  /** Throws a {@link StoreException} that says what is missing or dangerous, and its mend. */
  public void check() {
    List<String> findings = read("check the database", database::findings);
    if (!findings.isEmpty()) {
      throw new StoreException(
          StoreException.Kind.FAULT,
          "the database cannot be used as it is: " + String.join("; ", findings),
          null);
    }
  }

  @Override
  public Optional<KeyLookup> findByPublicKey(PublicKey publicKey) {
    return read("look up a public key", handle -> KeyQueries.byPublicKey(handle, publicKey));
  }

  @Override
  public Optional<Facts> read(OrganizationId organization, Set<ApiKeyId> keys) {
    return read(
        "read organization " + organization,
        handle ->
            OrganizationTable.find(handle, organization)
                .map(found -> new Facts(found, KeyQueries.byId(handle, organization, keys))));
  }

  @Override
  public Page<ApiKey> listKeys(KeyQuery query) {
    return read(
        "list the keys of organization " + query.organization(),
        handle -> KeyQueries.page(handle, query));
  }

  @Override
  public Map<OrganizationId, Revision> revisions(Set<OrganizationId> ids) {
    return read("read revisions", handle -> OrganizationTable.revisions(handle, ids));
  }

  @Override
  public List<AuditEvent> newestEvents(OrganizationId organization, int limit) {
    return read(
        "read the events of organization " + organization,
        handle -> EventTable.newest(handle, organization, limit));
  }

  @Override
  public boolean commit(OrganizationChange change) {
    try {
      return database.write(
          (handle, transaction) -> {
            boolean written = new ChangeWriter(handle, change).write();
            if (written) {
              transaction.commit();
            }
            return written;
          });
    } catch (Failure e) {
      if (e.trouble() == Trouble.LOST_RACE) {
        return false;
      }
      throw e.toStoreException("change organization " + change.organization().id());
    } catch (CommitFailed e) {
      return settlement.settle(change, e);
    }
  }

  private <T> T read(String what, Database.Reading<T> work) {
    try {
      return database.read(work);
    } catch (Failure e) {
      throw e.toStoreException(what);
    }
  }
}
