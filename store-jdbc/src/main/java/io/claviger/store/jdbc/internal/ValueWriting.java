package io.claviger.store.jdbc.internal;

import io.claviger.spi.NamedValue;
import java.util.Optional;

/**
 * Stores the first value of each name. If another transaction was first or the commit failed, it
 * reads again, which is safe because the first value never changes.
 */
final class ValueWriting {
  private static final int TRIES = 3;

  private final Database database;

  ValueWriting(Database database) {
    this.database = database;
  }

  /** The value that the name has from now on. */
  String remember(NamedValue value) throws Failure {
    for (int tries = 1; ; tries++) {
      try {
        return tryOnce(value);
      } catch (Failure e) {
        if (!e.trouble().isConflict() || tries == TRIES) {
          throw e;
        }
      } catch (CommitFailed e) {
        if (tries == TRIES) {
          throw new Failure(Trouble.UNREACHABLE, e.error());
        }
      }
    }
  }

  private String tryOnce(NamedValue value) throws Failure, CommitFailed {
    Optional<String> first = database.read(session -> ValueTable.find(session, value.name()));
    return first.isPresent() ? first.get() : insertUnlessThere(value);
  }

  /** Reads again inside the transaction, since on a cluster the first read may be stale. */
  private String insertUnlessThere(NamedValue value) throws Failure, CommitFailed {
    return database.writeUpToDate(
        (session, transaction) -> {
          String stored = ValueTable.findOrInsert(session, value);
          transaction.commit();
          return stored;
        });
  }
}
