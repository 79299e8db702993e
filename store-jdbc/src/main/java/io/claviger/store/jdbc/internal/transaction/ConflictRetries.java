package io.claviger.store.jdbc.internal.transaction;

import io.claviger.spi.Ticker;
import io.claviger.store.jdbc.internal.dialect.ErrorKind;

/** Repeats a transaction that lost against another one. */
public final class ConflictRetries {
  /** One transaction. */
  @FunctionalInterface
  public interface Attempt<T> {
    T make() throws DatabaseException;
  }

  private final Ticker ticker;

  public ConflictRetries(Ticker ticker) {
    this.ticker = ticker;
  }

  /** Returns the result of the first successful attempt; throws the failure of the last one. */
  public <T> T run(Attempt<T> attempt) throws DatabaseException {
    Pauses pauses = Pauses.ofConflicts(ticker);
    while (true) {
      try {
        return attempt.make();
      } catch (DatabaseException e) {
        if (e.kind() != ErrorKind.CONFLICT || !pauses.next()) {
          throw e;
        }
      }
    }
  }
}
