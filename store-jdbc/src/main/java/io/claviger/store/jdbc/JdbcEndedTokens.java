package io.claviger.store.jdbc;

import io.claviger.model.ApiKeyId;
import io.claviger.model.EndedToken;
import io.claviger.model.OrganizationId;
import io.claviger.spi.store.EndedTokens;
import io.claviger.store.jdbc.internal.dialect.ErrorKind;
import io.claviger.store.jdbc.internal.table.EndedTokenTable;
import io.claviger.store.jdbc.internal.table.OrganizationTable;
import io.claviger.store.jdbc.internal.transaction.CommitFailed;
import io.claviger.store.jdbc.internal.transaction.ConflictRetries;
import io.claviger.store.jdbc.internal.transaction.Database;
import io.claviger.store.jdbc.internal.transaction.DatabaseException;
import java.time.Instant;
import java.util.List;

/** The ended access tokens. The row of the organization is the lock of its ended tokens. */
record JdbcEndedTokens(Database database, ConflictRetries retries) implements EndedTokens {
  /**
   * Commits even if there is nothing to write. An earlier call may have failed while it waited for
   * a synchronous standby, and the standby may still lack what is visible here. A commit after a
   * lock waits for all of that.
   */
  @Override
  public boolean end(EndedToken token, Bounds bounds) {
    return write(
        "end token " + token.id(),
        (session, transaction) -> {
          boolean unused =
              OrganizationTable.lock(session, transaction.dialect(), token.organization());
          EndedTokenTable.Found found = EndedTokenTable.find(session, token);
          if (!found.ended() && EndedTokenTable.count(session, token.organization())) {
            if (!found.hasRoom(bounds)) {
              return false; // without a commit, so that the count stays
            }
            EndedTokenTable.write(session, token);
          }
          transaction.commit();
          return true;
        });
  }

  @Override
  public Live live(OrganizationId organization, Instant now) {
    return read(
        "read the ended tokens of organization " + organization,
        session -> EndedTokenTable.live(session, organization, now));
  }

  @Override
  public List<EndedToken> ofKey(OrganizationId organization, ApiKeyId key) {
    return read(
        "read the ended tokens of API key " + key,
        session -> EndedTokenTable.ofKey(session, organization, key));
  }

  @Override
  public int sweep(Instant before, int most) {
    return write(
        "delete ended tokens",
        (session, transaction) -> {
          int deleted = EndedTokenTable.sweep(session, before, most);
          transaction.commit();
          return deleted;
        });
  }

  private <T> T read(String what, Database.Reading<T> work) {
    try {
      return database.read(work);
    } catch (DatabaseException e) {
      throw e.toStoreException(what);
    }
  }

  private <T> T write(String what, Database.Writing<T> work) {
    try {
      return retries.run(() -> writeOnce(work));
    } catch (DatabaseException e) {
      throw e.toStoreException(what);
    }
  }

  private <T> T writeOnce(Database.Writing<T> work) throws DatabaseException {
    try {
      return database.write(work);
    } catch (CommitFailed e) {
      throw new DatabaseException(ErrorKind.UNREACHABLE, e.error());
    }
  }
}
