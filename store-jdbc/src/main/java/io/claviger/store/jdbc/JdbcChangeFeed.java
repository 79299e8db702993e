package io.claviger.store.jdbc;

import io.claviger.model.StoreException;
import io.claviger.spi.Ticker;
import io.claviger.spi.store.ChangeFeed;
import io.claviger.store.jdbc.internal.dialect.ErrorKind;
import io.claviger.store.jdbc.internal.table.FeedNumbering;
import io.claviger.store.jdbc.internal.table.FeedQuery;
import io.claviger.store.jdbc.internal.transaction.CommitFailed;
import io.claviger.store.jdbc.internal.transaction.Database;
import io.claviger.store.jdbc.internal.transaction.DatabaseException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The changes, which are events and revoked tokens. They get positions some time after their
 * commit; until then each answer has them.
 */
record JdbcChangeFeed(Database database, Ticker ticker) implements ChangeFeed {
  /**
   * The small limit comes first: with it, PostgreSQL plans for few rows and does not start its JIT.
   */
  private static final int[] LIMITS = {1_000, 10_000};

  /**
   * A position of this database.
   *
   * @param asked when the call began that returned this position
   */
  private record Place(Database database, FeedQuery.State state, long asked) implements Position {}

  @Override
  public Position now() {
    long asked = ticker.nanos();
    FeedQuery.State state =
        read(session -> FeedQuery.now(session, database.dialectOf(session.connection())))
            .orElseThrow(JdbcChangeFeed::missing);
    return new Place(database, state, asked);
  }

  @Override
  public Optional<Changes> since(Position position) {
    Objects.requireNonNull(position, "position");
    if (!(position instanceof Place last) || last.database() != database) {
      return Optional.empty();
    }
    for (int limit : LIMITS) {
      long asked = ticker.nanos();
      FeedQuery.Answer answer = since(last, limit).orElseThrow(JdbcChangeFeed::missing);
      if (!isContinued(last, answer.state()) || answer.pending() > FeedQuery.MAX_PENDING) {
        return Optional.empty();
      }
      if (answer.numbered() <= limit) {
        Place next = new Place(database, answer.state(), asked);
        return Optional.of(new Changes(next, answer.versions(), answer.pending()));
      }
    }
    return Optional.empty();
  }

  private Optional<FeedQuery.Answer> since(Place last, int limit) {
    return read(
        session ->
            FeedQuery.since(
                session, database.dialectOf(session.connection()), last.state().position(), limit));
  }

  /**
   * Returns false if the server may have lost changes that were there at the position: it is
   * another one, or was started since then, or its position is lower.
   */
  private boolean isContinued(Place last, FeedQuery.State now) {
    long passed = ticker.nanos() - last.asked();
    return now.history().equals(last.state().history())
        && now.position() >= last.state().position()
        && (now.uptime().isEmpty() || TimeUnit.SECONDS.toNanos(now.uptime().getAsLong()) > passed);
  }

  /** On a cluster, another node that does the same may be first: this one loses at its commit. */
  @Override
  public int assignPositions() {
    String what = "give positions to changes";
    try {
      return database.write(
          (session, transaction) -> {
            int changes = FeedNumbering.numberChanges(session);
            if (changes > 0) {
              transaction.commit();
            }
            return changes;
          });
    } catch (DatabaseException e) {
      if (e.kind().isConflict()) {
        return 0;
      }
      throw e.toStoreException(what);
    } catch (CommitFailed e) {
      // The next answer shows whether they have got them.
      throw new DatabaseException(ErrorKind.UNREACHABLE, e.error()).toStoreException(what);
    }
  }

  private static StoreException missing() {
    return new StoreException(
        StoreException.Kind.FAULT,
        "table claviger_feed has no row with id 1; insert it with the highest feed_position of"
            + " claviger_audit_event and claviger_ended_token as its position",
        null);
  }

  private <T> T read(Database.Reading<T> work) {
    try {
      return database.read(work);
    } catch (DatabaseException e) {
      throw e.toStoreException("read the changes");
    }
  }
}
