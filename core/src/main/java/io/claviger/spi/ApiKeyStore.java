package io.claviger.spi;

import io.claviger.internal.text.Arguments;
import io.claviger.model.ApiKeyId;
import io.claviger.model.KeyPage;
import io.claviger.model.OrganizationId;
import io.claviger.model.OrganizationPage;
import io.claviger.model.OrganizationQuery;
import io.claviger.model.OutcomeUnknownException;
import io.claviger.model.PublicKey;
import io.claviger.model.Revision;
import io.claviger.model.StoreException;
import java.util.List;
import java.util.Map;
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
 * <p>The contract in {@code claviger-store-tck} tests every sentence of this interface, with two
 * exceptions: failures, which it cannot cause, and the number of round trips. Every store keeps
 * these rules:
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
public interface ApiKeyStore {
  /**
   * Returns the parts of a key that a request needs, with its secrets and its organization, all at
   * one revision. This is the only read of the request path, and takes one round trip. Disabled and
   * expired keys are returned too; the library judges them. Returns empty if no key has exactly
   * this public key, or if its organization was deleted.
   */
  Optional<KeyLookup> findByPublicKey(PublicKey publicKey);

  /**
   * Returns the organization, and those of these keys that exist in it. The store reads the
   * organization first, or everything in one snapshot, so that no key is older than the revision.
   * Returns empty if the organization never existed or was deleted.
   */
  Optional<OrganizationSnapshot> read(OrganizationId organization, Set<ApiKeyId> keys);

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
   * Returns the current revisions of these organizations. An organization that does not exist is
   * absent from the answer. Called after {@link #read}, the answer shows whether everything that
   * was read is of one revision.
   */
  Map<OrganizationId, Revision> revisions(Set<OrganizationId> ids);

  /**
   * Makes all of the change or nothing.
   *
   * <p>A store never returns false for a change that was made. This holds even if the store or its
   * driver sent the change again because the first answer was lost. Before the store refuses such a
   * change, it looks for the first event of the change, which only this change can have written.
   *
   * <p>The store compares the revision first. A change that comes too late is refused, whatever
   * else is wrong with it. A conflict with another writer is not a failure, except in a transaction
   * of the application. At most one of several concurrent changes at one revision is made; the
   * callers of the others decide again. One of them is made, provided that no process hangs.
   *
   * @return false if the organization is not at the expected revision, if it was created before, or
   *     if one of the new ids or public keys is taken. Then nothing was written, and the caller
   *     decides again. Ids and public keys that were deleted may count as taken or as free. Ids of
   *     organizations and events are taken permanently
   * @throws StoreException also if the change updates or deletes a key that does not exist, or
   *     replaces its secrets; nothing was written
   * @throws OutcomeUnknownException if the store cannot say whether it was made
   */
  boolean commit(OrganizationChange change);

  /**
   * Runs work that reads the organization and commits a change of it, while no other change of this
   * organization can be committed. The library calls this for a change that has lost several races,
   * and for each change in a {@linkplain #joinsTransaction transaction of the application}. While
   * {@code work} holds the lock, its change cannot lose a race.
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
  default <T> T withLock(OrganizationId organization, Function<ApiKeyStore, T> work) {
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

  /**
   * Evicts the cached parts of this organization, so that the next call reads them again. Stored
   * data does not change. The library calls this after a transaction of the application has changed
   * the organization. A store without a cache does nothing; that is the default. Returns at once.
   */
  default void evict(OrganizationId organization) {
    Objects.requireNonNull(organization, "organization");
  }

  /**
   * Returns how many calls this store can serve at once, up to the number that is wanted. A cache
   * asks this when the application starts. A store with a pool of connections borrows so many of
   * them at once, and returns them. It waits for each as long as the pool does. A store without
   * such a limit returns {@code wanted}; that is the default.
   *
   * @param wanted 1 or more
   * @return 1 to {@code wanted}
   * @throws StoreException if the store cannot serve any call
   */
  default int concurrentCalls(int wanted) {
    return wanted;
  }

  /**
   * Returns the store of usage; empty if usage is not counted. In a {@linkplain #joinsTransaction
   * transaction of the application} the library only reads it, and adds nothing. A store needs one
   * to pass the contract.
   */
  default Optional<UsageStore> usageStore() {
    return Optional.empty();
  }

  /**
   * Returns the events of these organizations; empty if the store does not keep them. A store that
   * is to pass the contract has them.
   */
  default Optional<AuditLog> auditLog() {
    return Optional.empty();
  }

  /**
   * Returns the store that replaces verifiers of these keys; empty if verifiers never change. A
   * store that is to pass the contract has one.
   */
  default Optional<VerifierStore> verifierStore() {
    return Optional.empty();
  }

  /**
   * Returns the reads over all organizations; empty if the store has none, as in a {@linkplain
   * #joinsTransaction transaction of the application}. The contract skips its tests if it is empty.
   */
  default Optional<OperatorStore> operatorStore() {
    return Optional.empty();
  }
}
