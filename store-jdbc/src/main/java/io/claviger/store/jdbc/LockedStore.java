package io.claviger.store.jdbc;

import io.claviger.model.ClavigerException;
import io.claviger.spi.store.ChangeStore;
import io.claviger.spi.store.OrganizationChange;
import io.claviger.store.jdbc.internal.sql.Session;
import io.claviger.store.jdbc.internal.table.ChangeWriter;
import io.claviger.store.jdbc.internal.transaction.CommitFailed;
import io.claviger.store.jdbc.internal.transaction.Database;
import io.claviger.store.jdbc.internal.transaction.WriteTransaction;
import java.sql.SQLException;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The store within a transaction that has locked an organization. A commit or an error ends the
 * transaction and gives its connection back, since settling an outcome may need one. From then on
 * everything goes to the plain store. That is safe, since every commit compares the revision. Used
 * by one thread.
 */
final class LockedStore extends ChangeReads {
  private final JdbcStore plain;
  private final Session session;
  private final WriteTransaction transaction;
  private boolean ended;

  LockedStore(JdbcStore plain, Session session, WriteTransaction transaction) {
    this.plain = plain;
    this.session = session;
    this.transaction = transaction;
  }

  /** Returns an exception of the work as its outcome, since it is no error of the database. */
  <T> Supplier<T> run(Function<ChangeStore, T> work) {
    try {
      T result = work.apply(this);
      return () -> result;
    } catch (RuntimeException e) {
      return () -> {
        throw e;
      };
    }
  }

  @Override
  public boolean commit(OrganizationChange change) {
    if (!ended) {
      try {
        boolean written = new ChangeWriter(session, change).write();
        if (written) {
          transaction.commit();
          end();
        }
        return written;
      } catch (CommitFailed e) {
        end();
        return plain.commitAfter(e, change);
      } catch (SQLException | RuntimeException e) {
        // If the connection was lost, the plain store takes another; otherwise it meets the same
        // error.
        end();
      }
    }
    return plain.commit(change);
  }

  @Override
  <T> T read(String what, Database.Reading<T> work) {
    if (!ended) {
      try {
        return work.read(session);
      } catch (ClavigerException e) {
        throw e;
      } catch (SQLException | RuntimeException e) {
        end();
      }
    }
    return plain.read(what, work);
  }

  private void end() {
    ended = true;
    transaction.close();
    session.close();
  }
}
