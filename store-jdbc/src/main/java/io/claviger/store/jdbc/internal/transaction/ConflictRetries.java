package io.claviger.store.jdbc.internal.transaction;

import io.claviger.spi.Ticker;
import io.claviger.store.jdbc.internal.dialect.ErrorKind;
import java.util.function.Supplier;

/** Repeats a transaction that lost against another one. */
public final class ConflictRetries {
  /** One transaction. */
  @FunctionalInterface
  public interface Attempt<T> {
    T make() throws DatabaseException;
  }

  private final Supplier<Pauses> pausing;

  private ConflictRetries(Supplier<Pauses> pausing) {
    this.pausing = pausing;
  }

  /** Repeats a transaction whose caller may start over if this gives up. */
  public static ConflictRetries brief(Ticker ticker) {
    return new ConflictRetries(() -> Pauses.ofConflicts(ticker));
  }

  /** Repeats a transaction for longer, since nobody starts over if this gives up. */
  public static ConflictRetries patient(Ticker ticker) {
    return new ConflictRetries(() -> Pauses.ofLastConflicts(ticker));
  }

  /** Returns the result of the first successful attempt; throws the failure of the last one. */
  public <T> T run(Attempt<T> attempt) throws DatabaseException {
    Pauses pauses = pausing.get();
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
