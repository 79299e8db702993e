package io.claviger.spring.transaction;

import io.claviger.Claviger;
import io.claviger.ClavigerTransaction;
import io.claviger.store.jdbc.JdbcApiKeyStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Joins the transaction of Spring that the calling thread is in, if it is in one. Thread-safe. */
final class CurrentTransaction implements Supplier<Optional<ClavigerTransaction>> {
  private final Claviger claviger;
  private final DataSource dataSource;

  CurrentTransaction(Claviger claviger, DataSource dataSource) {
    this.claviger = claviger;
    this.dataSource = dataSource;
  }

  @Override
  public Optional<ClavigerTransaction> get() {
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      return Optional.empty();
    }
    JoinedTransaction part = JoinedTransaction.current(this);
    boolean ended =
        part == null
            ? !TransactionSynchronizationManager.isSynchronizationActive()
            : part.isCommitted();
    if (ended) {
      throw new IllegalStateException(
          "the current transaction has ended, so the change of a key would neither be committed"
              + " with it nor be published; begin one of its own, with REQUIRES_NEW");
    }
    ConnectionHolder holder =
        (ConnectionHolder) TransactionSynchronizationManager.getResource(dataSource);
    if (holder == null) {
      throw new IllegalStateException(
          "the current transaction is not one of the DataSource of the keys; begin it with the"
              + " transaction manager of that DataSource, or call this outside of it");
    }
    requireTime(holder);
    return Optional.of((part == null ? join() : part).transaction());
  }

  /** Throws Spring's exception if the timeout of the transaction is over. */
  private static void requireTime(ConnectionHolder holder) {
    if (holder.hasTimeout()) {
      long unused = holder.getTimeToLiveInMillis();
    }
  }

  /** The proxy gives each statement the time that the transaction has left. */
  private JoinedTransaction join() {
    try {
      Connection connection = new TransactionAwareDataSourceProxy(dataSource).getConnection();
      return JoinedTransaction.begin(this, claviger, JdbcApiKeyStore.within(connection));
    } catch (SQLException e) {
      throw new IllegalStateException("the proxy of Spring opened no connection", e);
    }
  }
}
