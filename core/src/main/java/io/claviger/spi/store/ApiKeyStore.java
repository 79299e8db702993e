package io.claviger.spi.store;

import io.claviger.internal.text.Arguments;
import io.claviger.model.KeyPage;
import io.claviger.model.OrganizationId;
import io.claviger.model.OrganizationPage;
import io.claviger.model.OrganizationQuery;
import io.claviger.model.OutcomeUnknownException;
import io.claviger.model.PublicKey;
import io.claviger.model.StoreException;
import io.claviger.spi.ChangeListener;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Stores organizations and keys. A store does one thing: it makes one described change atomically,
 * if the organization is still at the expected revision. It adds no clock, no ids, no defaults and
 * no policy.
 *
 * <p>The contract in {@code claviger-store-tck} tests every sentence of this interface, of {@link
 * ChangeStore} and of the {@link StoreExtensions}, with two exceptions: failures, which it cannot
 * cause, and the number of round trips. Every store keeps these rules:
 *
 * <ul>
 *   <li>After {@link #commit} returned {@code true}, every later read sees the change, on any
 *       thread and any node.
 *   <li>Values come back equal to the given ones, however large the limits of the application allow
 *       them to be. The contract tries whitelists of 5,000 entries, keys of 1,000 secrets, and
 *       secrets of 100 verifiers. One change may concern every key of an organization.
 *   <li>Different organizations never wait for each other: no change waits for a read or a change
 *       of another organization. If a database takes one writer at a time, changes take turns, and
 *       a change that waits too long for its turn fails with a {@link StoreException}.
 *   <li>Every failure is a {@link StoreException} with its cause. If the store cannot find out
 *       whether a change was made, it throws {@link OutcomeUnknownException}.
 *   <li>A concurrent call does not make a read or a replacement fail, unless it holds a lock for
 *       longer than the store waits.
 *   <li>A store is thread-safe. An interrupt affects only the interrupted thread, which keeps its
 *       interrupt flag.
 * </ul>
 */
public interface ApiKeyStore extends ChangeStore {
  /**
   * Returns the parts of a key that a request needs, with its secrets and its organization, all at
   * one revision. This is the only read of the request path, and takes one round trip. Disabled and
   * expired keys are returned too; the library judges them. Returns empty if no key has exactly
   * this public key, or if its organization was deleted.
   */
  Optional<KeyLookup> findByPublicKey(PublicKey publicKey);

  /**
   * Returns the keys that meet the filter, in ascending order of id, starting after {@code after}.
   * Returns fewer keys than the limit only if no more follow. A key that exists during the whole
   * listing appears. An unknown organization has no keys.
   */
  KeyPage listKeys(KeyQuery query);

  /**
   * Returns the organizations in ascending order of id, starting after {@code after}. Returns fewer
   * organizations than the limit only if no more follow. An organization that exists during the
   * whole listing appears. Deleted organizations are absent.
   */
  OrganizationPage listOrganizations(OrganizationQuery query);

  /**
   * Runs work that reads the organization and commits a change of it, while no other change of this
   * organization can be committed. The library calls this for a change that has lost to another
   * process, for all that follow until nobody waits, and for each change in a {@linkplain
   * #joinsTransaction transaction of the application}. While {@code work} holds the lock, its
   * change cannot lose a race.
   *
   * <p>A store that has transactions begins one, locks the organization, and passes a store to
   * {@code work} that reads and commits in this transaction. By default, {@code work} gets this
   * store, and nothing is locked. This only costs more attempts, since {@link #commit} compares the
   * revision anyway.
   *
   * <ul>
   *   <li>{@code work} is called exactly once, on the calling thread. Its result is returned, and
   *       its exception is thrown as it is. Changes that it did not commit are not made.
   *   <li>The store of {@code work} keeps every rule of this interface. Its {@link #commit} ends
   *       the transaction, unless the application does. So once it has returned true, the change is
   *       committed, and caches and listeners may learn of it. It settles an unknown outcome as
   *       usual.
   *   <li>The store of {@code work} must not be used on another thread, nor after {@code work} has
   *       returned.
   *   <li>Reads, and changes of other organizations, do not wait for {@code work}. It may ask the
   *       directories of the application, so it may take long.
   *   <li>A store that cannot lock the organization soon enough, or loses the lock, goes on without
   *       it. In a transaction of the application it throws a {@link StoreException} instead.
   *   <li>If the organization does not exist, nothing is locked.
   * </ul>
   *
   * @throws StoreException if the store fails before it calls {@code work}; nothing was written
   */
  default <T> T withLock(OrganizationId organization, Function<ChangeStore, T> work) {
    Arguments.require(organization, "organization", work, "work");
    return work.apply(this);
  }

  /**
   * Makes changes of different organizations, each as {@link #commit} does. A store may make them
   * together, which is faster. By default, it makes one after the other.
   *
   * @param changes at most one of each organization
   * @return the organizations for which {@link #commit} returned true
   * @throws StoreException if the store fails; some of the changes may have been made
   */
  default Set<OrganizationId> commitAll(List<OrganizationChange> changes) {
    Objects.requireNonNull(changes, "changes");
    return changes.stream()
        .filter(this::commit)
        .map(change -> change.organization().id())
        .collect(Collectors.toSet());
  }

  /**
   * Stores a value under its name, unless the name already has one. The first value is never
   * replaced, and all callers on all nodes get the same answer. In a {@linkplain #joinsTransaction
   * transaction of the application}, the value is part of that transaction.
   *
   * @return the value that the name has from now on: the given one, or another that came first
   * @throws StoreException if the store fails; the value may have been stored nevertheless, so ask
   *     again
   */
  String storeIfAbsent(NamedValue value);

  /**
   * Returns whether changes become part of a transaction of the application, which ends it. If so,
   * the library makes each change {@linkplain #withLock with the lock of its organization}, and
   * tries to commit it only once. It also calls no {@link ChangeListener} before the application
   * has committed, since the application may still roll the change back.
   */
  default boolean joinsTransaction() {
    return false;
  }

  /** Returns the optional parts of this store. The answer is the same for the life of the store. */
  default StoreExtensions extensions() {
    return StoreExtensions.none();
  }
}
