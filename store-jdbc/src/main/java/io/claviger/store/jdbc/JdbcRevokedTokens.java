package io.claviger.store.jdbc;

import io.claviger.model.ApiKeyId;
import io.claviger.model.OrganizationId;
import io.claviger.model.RevokedToken;
import io.claviger.spi.store.RevokedTokens;
import io.claviger.store.jdbc.internal.dialect.ErrorKind;
import io.claviger.store.jdbc.internal.table.OrganizationTable;
import io.claviger.store.jdbc.internal.table.RevokedTokenTable;
import io.claviger.store.jdbc.internal.transaction.CommitFailed;
import io.claviger.store.jdbc.internal.transaction.ConflictRetries;
import io.claviger.store.jdbc.internal.transaction.Database;
import io.claviger.store.jdbc.internal.transaction.DatabaseException;
import java.time.Instant;
import java.util.List;

/** The revoked access tokens. The row of the organization is the lock of its revoked tokens. */
record JdbcRevokedTokens(Database database, ConflictRetries retries) implements RevokedTokens {
  /**
   * Commits even if there is nothing to write. An earlier call may have failed while it waited for
   * a synchronous standby, and the standby may still lack what is visible here. A commit after a
   * lock waits for all of that.
   */
  @Override
  public boolean revoke(RevokedToken token, Bounds bounds) {
    return write(
        "revoke token " + token.id(),
        (session, transaction) -> {
          boolean unused =
              OrganizationTable.lock(session, transaction.dialect(), token.organization());
          RevokedTokenTable.Found found = RevokedTokenTable.find(session, token);
          if (!found.revoked() && RevokedTokenTable.count(session, token.organization())) {
            if (!found.hasRoom(bounds)) {
              return false; // without a commit, so that the count stays
            }
            RevokedTokenTable.write(session, token);
          }
          transaction.commit();
          return true;
        });
  }

  @Override
  public Live live(OrganizationId organization, Instant now) {
    return read(
        "read the revoked tokens of organization " + organization,
        session -> RevokedTokenTable.live(session, organization, now));
  }

  @Override
  public List<RevokedToken> ofKey(OrganizationId organization, ApiKeyId key) {
    return read(
        "read the revoked tokens of API key " + key,
        session -> RevokedTokenTable.ofKey(session, organization, key));
  }

  @Override
  public int sweep(Instant before, int max) {
    return write(
        "delete revoked tokens",
        (session, transaction) -> {
          int deleted = RevokedTokenTable.sweep(session, before, max);
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
