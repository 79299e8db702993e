package io.claviger.store.jdbc.internal;

import io.claviger.ApiKeyId;
import io.claviger.KeyUsage;
import io.claviger.OrganizationId;
import io.claviger.StoreException;
import io.claviger.Ticker;
import io.claviger.spi.OrganizationChange;
import io.claviger.spi.UsageCount;
import io.claviger.spi.UsageStore;
import io.claviger.spi.VerifierExchange;
import io.claviger.spi.VerifierStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;

/** The store, on a database that somebody else opened. */
public final class JdbcStore extends Reads implements UsageStore, VerifierStore {
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

  @Override
  public Optional<UsageStore> usageStore() {
    return Optional.of(this);
  }

  @Override
  public boolean add(List<UsageCount> batch) {
    UsageAddition addition = new UsageAddition(batch);
    try {
      return database.write(
          (handle, transaction) -> {
            addition.write(handle);
            transaction.commit();
            return true;
          });
    } catch (Failure e) {
      throw e.toStoreException("add usage");
    } catch (CommitFailed e) {
      return false;
    }
  }

  @Override
  public Map<ApiKeyId, KeyUsage> usage(OrganizationId organization, Set<ApiKeyId> keys) {
    return read(
        "read the usage of keys of organization " + organization,
        handle -> UsageQuery.byKey(handle, organization, keys));
  }

  @Override
  public Optional<VerifierStore> verifierStore() {
    return Optional.of(this);
  }

  @Override
  public boolean exchange(VerifierExchange exchange) {
    String what = "exchange verifiers of API key " + exchange.apiKey();
    try {
      return database.write(
          (handle, transaction) -> {
            // Apart: in one statement, MariaDB takes a rival's exchange for a changed snapshot.
            boolean exchanged =
                ApiKeyTable.has(handle, exchange.organization(), exchange.apiKey())
                    && SecretTable.exchange(handle, exchange);
            if (exchanged) {
              transaction.commit();
            }
            return exchanged;
          });
    } catch (Failure e) {
      throw e.toStoreException(what);
    } catch (CommitFailed e) {
      throw new Failure(Trouble.UNREACHABLE, e.error()).toStoreException(what);
    }
  }

  @Override
  <T> T read(String what, Database.Reading<T> work) {
    try {
      return database.read(work);
    } catch (Failure e) {
      throw e.toStoreException(what);
    }
  }
}
