package io.claviger.store.jdbc.internal;

import io.claviger.StoreException;
import io.claviger.Ticker;
import io.claviger.spi.OrganizationChange;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** The store, on a database that somebody else opened. */
public final class JdbcStore extends Reads {
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
  <T> T read(String what, Database.Reading<T> work) {
    try {
      return database.read(work);
    } catch (Failure e) {
      throw e.toStoreException(what);
    }
  }
}
