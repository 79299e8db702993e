package io.claviger.spring;

import io.claviger.ApiKeys;
import io.claviger.Claviger;
import io.claviger.ClavigerTransaction;
import io.claviger.access.Caller;
import io.claviger.store.jdbc.JdbcApiKeyStore;
import java.sql.Connection;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Manages keys in the transactions of Spring. Inside a method with {@code @Transactional}, or a
 * {@code TransactionTemplate}, changes of keys are committed and rolled back together with the rows
 * of the application. Outside, each change is a separate transaction, as with {@link
 * Claviger#actingAs}. Thread-safe.
 *
 * <pre>{@code
 * @Transactional
 * IssuedApiKey signUp(String name) {
 *   tenants.save(new Tenant(name));
 *   return keys.actingAs(Caller.application("sign-up"))
 *       .createOrganization(NewOrganization.named(name))
 *       .firstKey();
 * }
 * }</pre>
 *
 * <p>It needs the transaction manager of JDBC or JPA, on the {@code DataSource} of the store. This
 * node's cache and the {@code ChangeListener} learn of the changes after the commit. On MariaDB,
 * the isolation must be {@code READ_COMMITTED}.
 *
 * <p><b>Retries.</b> Inside a transaction a change waits for other transactions that change the
 * same organization, and is tried once. If it throws {@link io.claviger.model.ContentionException},
 * roll back and repeat the whole transaction. So the loop is around the method with
 * {@code @Transactional}, in another class, not inside it:
 *
 * <pre>{@code
 * for (int attempt = 1; ; attempt++) {
 *   try {
 *     return tenants.signUp(name);
 *   } catch (ContentionException e) {
 *     if (attempt == 5) {
 *       throw e;
 *     }
 *   }
 * }
 * }</pre>
 *
 * <p>If many transactions change one organization at once, also pause for a random time between
 * attempts. {@code @Retryable} of Spring Framework 7 does so, on a method that is not itself
 * {@code @Transactional}. By default it waits for one second each time; set a short {@code delay}
 * and a {@code jitter}. Repeat also after a {@link io.claviger.model.StoreException} of the kind
 * {@code UNREACHABLE}.
 */
public final class TransactionalClaviger {
  private final Claviger claviger;
  private final DataSource dataSource;

  /**
   * Creates an instance.
   *
   * @param dataSource the data source of the store and of the transactions
   */
  public TransactionalClaviger(Claviger claviger, DataSource dataSource) {
    this.claviger = Objects.requireNonNull(claviger, "claviger");
    this.dataSource = StoreFactory.target(Objects.requireNonNull(dataSource, "dataSource"));
  }

  /**
   * Returns management on behalf of this caller. Each call takes part in the transaction of its
   * thread at that moment, or is a transaction of its own if there is none. So the result can be
   * kept in a field, and used by several threads.
   *
   * <p>Its calls also throw:
   *
   * <ul>
   *   <li>{@link IllegalStateException} if the current transaction is not one of the {@code
   *       DataSource}, or has ended, as in a callback after the commit: begin one of its own there,
   *       with {@code REQUIRES_NEW};
   *   <li>{@link io.claviger.model.StoreException} if the store cannot join the transaction, for
   *       example because of its isolation.
   * </ul>
   */
  public ApiKeys actingAs(Caller caller) {
    return claviger.actingAs(caller, this::current);
  }

  private Optional<ClavigerTransaction> current() {
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      return Optional.empty();
    }
    Joined joined = (Joined) TransactionSynchronizationManager.getResource(this);
    boolean ended =
        joined == null
            ? !TransactionSynchronizationManager.isSynchronizationActive()
            : joined.committed;
    if (ended) {
      throw new IllegalStateException(
          "the current transaction has ended, so the change of a key would neither be committed"
              + " with it nor be published; begin one of its own, with REQUIRES_NEW");
    }
    return Optional.of((joined == null ? join() : joined).transaction);
  }

  private Joined join() {
    if (TransactionSynchronizationManager.getResource(dataSource) == null) {
      throw new IllegalStateException(
          "the current transaction is not one of the DataSource of the keys; begin it with the"
              + " transaction manager of that DataSource, or call this outside of it");
    }
    Connection connection = DataSourceUtils.getConnection(dataSource);
    // The transaction keeps the connection; this only counts the user of it.
    try {
      Joined joined = new Joined(claviger.within(JdbcApiKeyStore.within(connection)));
      TransactionSynchronizationManager.registerSynchronization(joined);
      TransactionSynchronizationManager.bindResource(this, joined);
      return joined;
    } finally {
      DataSourceUtils.releaseConnection(connection, dataSource);
    }
  }

  /** The part of the keys in one transaction. */
  private final class Joined implements TransactionSynchronization {
    private final ClavigerTransaction transaction;
    private boolean committed;

    Joined(ClavigerTransaction transaction) {
      this.transaction = transaction;
    }

    @Override
    public void suspend() {
      TransactionSynchronizationManager.unbindResource(TransactionalClaviger.this);
    }

    @Override
    public void resume() {
      TransactionSynchronizationManager.bindResource(TransactionalClaviger.this, this);
    }

    /** Runs before the callbacks of the application, so that they see the changes. */
    @Override
    public int getOrder() {
      return HIGHEST_PRECEDENCE;
    }

    @Override
    public void afterCommit() {
      committed = true;
      transaction.afterCommit();
    }

    @Override
    public void afterCompletion(int status) {
      TransactionSynchronizationManager.unbindResourceIfPossible(TransactionalClaviger.this);
      if (status == STATUS_UNKNOWN) {
        transaction.afterCommit();
      }
    }
  }
}
