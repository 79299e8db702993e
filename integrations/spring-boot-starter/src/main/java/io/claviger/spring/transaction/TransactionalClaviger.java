package io.claviger.spring.transaction;

import io.claviger.ApiKeys;
import io.claviger.Claviger;
import io.claviger.ClavigerTransaction;
import io.claviger.access.Caller;
import io.claviger.spring.internal.store.StoreFactory;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;

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
 * <p>Statements have the time that is left of the {@code timeout} of the transaction. After that,
 * calls throw Spring's {@code TransactionTimedOutException}.
 *
 * <p><b>Retries.</b> Inside a transaction a change waits for other transactions that change the
 * same organization, up to 2 seconds, and is tried once. If it throws {@link
 * io.claviger.model.ContentionException}, roll back and repeat the whole transaction. So the loop
 * is around the method with {@code @Transactional}, in another class, not inside it:
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
  private final Supplier<Optional<ClavigerTransaction>> current;

  /**
   * Creates an instance.
   *
   * @param dataSource the data source of the store and of the transactions
   */
  public TransactionalClaviger(Claviger claviger, DataSource dataSource) {
    this(
        claviger,
        new CurrentTransaction(
            Objects.requireNonNull(claviger, "claviger"),
            StoreFactory.target(Objects.requireNonNull(dataSource, "dataSource"))));
  }

  private TransactionalClaviger(
      Claviger claviger, Supplier<Optional<ClavigerTransaction>> current) {
    this.claviger = claviger;
    this.current = current;
  }

  /**
   * Returns an instance for tests, whose store can take part in no transaction, such as one in
   * memory. <b>Each change is made at once, and stays if the transaction is rolled back.</b>
   */
  public static TransactionalClaviger withoutTransactions(Claviger claviger) {
    return new TransactionalClaviger(Objects.requireNonNull(claviger, "claviger"), Optional::empty);
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
   *   <li>{@link IllegalStateException} for a change of an organization that a suspended
   *       transaction of this thread has changed. It would wait for its own thread;
   *   <li>{@link io.claviger.model.StoreException} if the store cannot join the transaction, for
   *       example because of its isolation.
   * </ul>
   */
  public ApiKeys actingAs(Caller caller) {
    return claviger.actingAs(caller, current);
  }
}
