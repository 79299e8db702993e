package io.claviger.store.jdbc.internal.doctor;

import io.claviger.store.jdbc.internal.dialect.Dialect;
import io.claviger.store.jdbc.internal.dialect.DriverErrors;
import io.claviger.store.jdbc.internal.dialect.ErrorKind;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/** Tries statements on a connection that can be used afterwards. */
final class Probe {
  private final Handle handle;
  private final Dialect dialect;

  Probe(Handle handle, Dialect dialect) {
    this.handle = handle;
    this.dialect = dialect;
  }

  /**
   * Returns why the database refuses this statement, which must change nothing; empty if it works.
   *
   * @throws SQLException if it cannot be reached
   */
  Optional<SQLException> refusalOf(String sql) throws SQLException {
    try {
      handle.execute(sql);
      return Optional.empty();
    } catch (JdbiException e) {
      SQLException error = DriverErrors.of(e);
      if (dialect.kindOf(error) == ErrorKind.UNREACHABLE && !dialect.isRefusalOfGroup(error)) {
        throw error;
      }
      endAfterError();
      return Optional.of(error);
    }
  }

  /** Returns the first column of the rows that this finds. */
  List<String> rows(String select) {
    return handle.createQuery(select).mapTo(String.class).list();
  }

  /** PostgreSQL refuses every further statement of the transaction. */
  private void endAfterError() throws SQLException {
    if (!handle.getConnection().getAutoCommit()) {
      handle.getConnection().rollback();
    }
  }
}
