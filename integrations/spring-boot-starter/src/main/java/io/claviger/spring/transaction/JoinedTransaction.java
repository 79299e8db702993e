package io.claviger.spring.transaction;

import io.claviger.Claviger;
import io.claviger.ClavigerTransaction;
import io.claviger.model.OrganizationId;
import io.claviger.spi.store.ApiKeyStore;
import io.claviger.spi.store.ChangeStore;
import io.claviger.spi.store.ForwardingApiKeyStore;
import io.claviger.spi.store.OrganizationChange;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The part of the keys in one transaction of Spring. It is bound to the thread under its owner, and
 * while the transaction is suspended, under a key of its own. Used by one thread.
 */
final class JoinedTransaction implements TransactionSynchronization {
  private final Object owner;
  private final Set<OrganizationId> held = new HashSet<>();
  private final ClavigerTransaction transaction;
  private @Nullable JoinedTransaction suspendedBefore;
  private boolean committed;

  private JoinedTransaction(Object owner, Claviger claviger, ApiKeyStore joined) {
    this.owner = owner;
    this.transaction = claviger.within(new Holding(joined));
  }

  /** Under this key, the thread has the transaction that it suspended last. */
  private record Suspended(Object owner) {}

  /** Returns the part of the current transaction, or null if it has none yet. */
  static @Nullable JoinedTransaction current(Object owner) {
    return (JoinedTransaction) TransactionSynchronizationManager.getResource(owner);
  }

  /** Makes a store, which takes part in the current transaction, the part of that. */
  static JoinedTransaction begin(Object owner, Claviger claviger, ApiKeyStore joined) {
    JoinedTransaction part = new JoinedTransaction(owner, claviger, joined);
    TransactionSynchronizationManager.registerSynchronization(part);
    TransactionSynchronizationManager.bindResource(owner, part);
    return part;
  }

  ClavigerTransaction transaction() {
    return transaction;
  }

  boolean isCommitted() {
    return committed;
  }

  @Override
  public void suspend() {
    TransactionSynchronizationManager.unbindResource(owner);
    suspendedBefore = lastSuspended();
    bindLastSuspended(this);
  }

  @Override
  public void resume() {
    bindLastSuspended(suspendedBefore);
    TransactionSynchronizationManager.bindResource(owner, this);
  }

  private @Nullable JoinedTransaction lastSuspended() {
    return (JoinedTransaction) TransactionSynchronizationManager.getResource(new Suspended(owner));
  }

  private void bindLastSuspended(@Nullable JoinedTransaction last) {
    Suspended key = new Suspended(owner);
    TransactionSynchronizationManager.unbindResourceIfPossible(key);
    if (last != null) {
      TransactionSynchronizationManager.bindResource(key, last);
    }
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
    TransactionSynchronizationManager.unbindResourceIfPossible(owner);
    if (status == STATUS_UNKNOWN) {
      transaction.afterCommit();
    }
  }

  /**
   * Refuses to wait for a transaction that this thread has suspended: it cannot end before this one
   * does.
   */
  private final class Holding extends ForwardingApiKeyStore {
    Holding(ApiKeyStore joined) {
      super(joined);
    }

    @Override
    public <T> T withLock(OrganizationId organization, Function<ChangeStore, T> work) {
      hold(organization);
      return super.withLock(organization, work);
    }

    /** Also creates organizations, which needs no other transaction to end. */
    @Override
    protected boolean commit(ChangeStore to, OrganizationChange change) {
      hold(change.organization().id());
      return super.commit(to, change);
    }

    private void hold(OrganizationId organization) {
      JoinedTransaction outer = lastSuspended();
      for (; outer != null; outer = outer.suspendedBefore) {
        if (outer.held.contains(organization)) {
          throw new IllegalStateException(
              ("a suspended transaction of this thread has changed organization " + organization)
                  + ", and this change would wait for its end, which cannot come before; make both"
                  + " changes in one transaction (REQUIRED instead of REQUIRES_NEW), or this one"
                  + " before it begins or after it ends");
        }
      }
      held.add(organization);
    }
  }
}
