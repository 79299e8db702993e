package io.claviger.store.jdbc.internal.transaction;

import io.claviger.spi.store.NamedValue;
import io.claviger.store.jdbc.internal.dialect.ErrorKind;
import io.claviger.store.jdbc.internal.table.ValueTable;
import java.util.Optional;

/**
 * Stores the first value of each name. If another transaction was first or the commit failed, it
 * reads again, which is safe because the first value never changes.
 */
public final class ValueWriting {
  private static final int TRIES = 3;

  private final Database database;

  public ValueWriting(Database database) {
    this.database = database;
  }

  /** The value that the name has from now on. */
  public String storeIfAbsent(NamedValue value) throws DatabaseException {
    for (int tries = 1; ; tries++) {
      try {
        return tryOnce(value);
      } catch (DatabaseException e) {
        if (!e.kind().isConflict() || tries == TRIES) {
          throw e;
        }
      } catch (CommitFailed e) {
        if (tries == TRIES) {
          throw new DatabaseException(ErrorKind.UNREACHABLE, e.error());
        }
      }
    }
  }

  private String tryOnce(NamedValue value) throws DatabaseException, CommitFailed {
    Optional<String> first =
        database.read(session -> ValueTable.find(session.handle(), value.name()));
    return first.isPresent() ? confirmed(first.get()) : insertUnlessThere(value);
  }

  /** Reads again inside the transaction, since on a cluster the first read may be stale. */
  private String insertUnlessThere(NamedValue value) throws DatabaseException, CommitFailed {
    return database.writeUpToDate(
        (session, transaction) -> {
          String stored = ValueTable.findOrInsert(session.handle(), value);
          transaction.confirm();
          return stored;
        });
  }

  private String confirmed(String stored) throws DatabaseException, CommitFailed {
    return database.write(
        (session, transaction) -> {
          transaction.confirm();
          return stored;
        });
  }
}
