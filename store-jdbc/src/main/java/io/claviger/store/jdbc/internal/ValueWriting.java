package io.claviger.store.jdbc.internal;

import io.claviger.spi.NamedValue;
import java.util.Optional;

/**
 * Stores values of which the first one of a name stays. After an insert that came too late, or
 * whose commit may have been lost, it looks again: every try has the same outcome.
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

  /** On a cluster, the read may have missed a value of another node. */
  private String insertUnlessThere(NamedValue value) throws Failure, CommitFailed {
    return database.writeUpToDate(
        (session, transaction) -> {
          String stored = ValueTable.findOrInsert(session, value);
          transaction.commit();
          return stored;
        });
  }
}
