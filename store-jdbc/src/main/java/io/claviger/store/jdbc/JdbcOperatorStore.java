package io.claviger.store.jdbc;

import io.claviger.model.KeyFilter;
import io.claviger.model.KeyPage;
import io.claviger.model.OrganizationPage;
import io.claviger.model.OrganizationQuery;
import io.claviger.model.PageQuery;
import io.claviger.spi.store.OperatorStore;
import io.claviger.store.jdbc.internal.table.FeedNumbering;
import io.claviger.store.jdbc.internal.table.FeedTable;
import io.claviger.store.jdbc.internal.table.KeyQueries;
import io.claviger.store.jdbc.internal.table.OrganizationTable;
import io.claviger.store.jdbc.internal.transaction.CommitFailed;
import io.claviger.store.jdbc.internal.transaction.ConflictRetries;
import io.claviger.store.jdbc.internal.transaction.Database;
import io.claviger.store.jdbc.internal.transaction.DatabaseException;
import java.time.Instant;
import java.util.List;

/** The reads over all organizations. */
record JdbcOperatorStore(Database database, ConflictRetries retries) implements OperatorStore {
  @Override
  public KeyPage findKeys(KeyFilter filter, Instant now, PageQuery page) {
    return read("find keys", session -> KeyQueries.pageOfAll(session.handle(), filter, now, page));
  }

  @Override
  public OrganizationPage findOrganizations(String text, OrganizationQuery query) {
    return read(
        "find organizations", session -> OrganizationTable.named(session.handle(), text, query));
  }

  @Override
  public Totals totals() {
    return read(
        "count organizations and keys", session -> OrganizationTable.totals(session.handle()));
  }

  @Override
  public List<FeedEvent> feed(long after, int limit) {
    // This is asked before each page: if nothing is pending, a later page misses nothing.
    boolean pending = hasPending();
    List<FeedEvent> page = page(after, limit);
    while (pending && page.size() < limit) {
      number();
      pending = hasPending();
      page = page(after, limit);
    }
    return page;
  }

  private boolean hasPending() {
    return read("read the feed", FeedNumbering::hasPending);
  }

  private List<FeedEvent> page(long after, int limit) {
    return read("read the feed", session -> FeedTable.page(session.handle(), after, limit));
  }

  private void number() {
    try {
      retries.run(this::tryToNumber);
    } catch (DatabaseException e) {
      throw e.toStoreException("number the events of the feed");
    }
  }

  /** If the outcome of the commit is unknown, the next read shows whether positions are missing. */
  private boolean tryToNumber() throws DatabaseException {
    try {
      return database.write(
          (session, transaction) -> {
            FeedNumbering.numberEvents(session);
            transaction.commit();
            return true;
          });
    } catch (CommitFailed e) {
      return false;
    }
  }

  private <T> T read(String what, Database.Reading<T> work) {
    try {
      return database.read(work);
    } catch (DatabaseException e) {
      throw e.toStoreException(what);
    }
  }
}
