package io.claviger;

import io.claviger.access.Caller;
import io.claviger.internal.management.Management;
import io.claviger.model.ContentionException;
import io.claviger.model.InvalidValueException;
import io.claviger.model.OrganizationId;
import io.claviger.model.Revision;
import io.claviger.model.StoreException;
import io.claviger.spi.ChangeListener;
import io.claviger.spi.store.ApiKeyStore;
import io.claviger.spi.store.ChangeStore;
import io.claviger.spi.store.ForwardingApiKeyStore;
import io.claviger.spi.store.OrganizationChange;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Management within a transaction of the application. {@link Claviger#within} returns it, with the
 * options of that {@link Claviger}. Create one for each transaction, and use it in the thread of
 * that transaction.
 *
 * <p>The application begins and ends the transaction. After its commit it calls {@link
 * #afterCommit}, so that this node and the {@link ChangeListener} learn of the changes. After a
 * rollback it calls nothing.
 *
 * <pre>{@code
 * connection.setAutoCommit(false);
 * connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED); // if not default
 * ClavigerTransaction transaction = claviger.within(JdbcApiKeyStore.within(connection));
 * transaction.actingAs(caller).create(organization, key);
 * // the application's own statements
 * connection.commit();
 * transaction.afterCommit();
 * }</pre>
 *
 * <p><b>Turns.</b> A change first waits until no other transaction changes the same organization.
 * The stores of this library wait up to 2 seconds. Then it keeps the others waiting until the
 * transaction ends. So do not change an organization in two transactions of one thread: the second
 * one waits for the first, until it fails.
 *
 * <p><b>Retries.</b> A change is tried once, since only the application can start its transaction
 * over. So put a retry loop around the whole transaction. Roll back and repeat the transaction
 * after these exceptions, a few times at most:
 *
 * <ul>
 *   <li>{@link ContentionException}: another change of the organization was first, and the store
 *       could not wait for it.
 *   <li>{@link StoreException} of the kind {@code UNREACHABLE}: another transaction was in the way,
 *       or the connection was lost.
 * </ul>
 *
 * <p>Within the transaction, {@link ApiKeys#getUsage} does not include uses that are still counted
 * in memory.
 */
public final class ClavigerTransaction {
  private final Management outside;
  private final Management inside;
  private final Map<OrganizationId, Revision> changed = new LinkedHashMap<>();
  private boolean committed;

  ClavigerTransaction(Management outside, ApiKeyStore joined) {
    Objects.requireNonNull(joined, "joined");
    if (!joined.joinsTransaction()) {
      throw InvalidValueException.hidden(
          "store",
          "takes part in no transaction; pass JdbcApiKeyStore.within(connection), or another store"
              + " that joins the transaction of the application");
    }
    this.outside = outside;
    this.inside = outside.within(new Recorded(joined));
  }

  /**
   * Returns management on behalf of this caller, within the transaction. After {@link #afterCommit}
   * its calls throw {@link IllegalStateException}. After a rollback they fail with an exception of
   * the store.
   */
  public ApiKeys actingAs(Caller caller) {
    Objects.requireNonNull(caller, "caller");
    return new ApiKeys(caller, inside.rules(), this::parts);
  }

  Management parts() {
    if (committed) {
      throw new IllegalStateException(
          "the transaction is already committed, so what this call does would not be part of it;"
              + " create a ClavigerTransaction for each transaction");
    }
    return inside;
  }

  /**
   * Publishes the changes of the transaction. The application calls this after its commit, in the
   * same thread. First, this node evicts its cached keys of the changed organizations. Then the
   * {@link ChangeListener} is called once for each of them, with its last revision. A second call
   * does nothing.
   *
   * <p>After a rollback to a savepoint, the listener can get a revision that was undone.
   *
   * <p>Without this call, this node sees the changes as late as any other node. If it is unknown
   * whether the commit succeeded, call this too: an unchanged organization is only read again.
   */
  public void afterCommit() {
    committed = true;
    Map<OrganizationId, Revision> committed = new LinkedHashMap<>(changed);
    changed.clear();
    outside
        .store()
        .extensions()
        .evictable()
        .ifPresent(cache -> committed.keySet().forEach(cache::evict));
    committed.forEach(outside.loop()::notifyListener);
  }

  /** Records the changes that are made. */
  private final class Recorded extends ForwardingApiKeyStore {
    Recorded(ApiKeyStore joined) {
      super(joined);
    }

    @Override
    protected boolean commit(ChangeStore to, OrganizationChange change) {
      boolean made = super.commit(to, change);
      if (made) {
        changed.put(change.organization().id(), change.organization().revision());
      }
      return made;
    }
  }
}
