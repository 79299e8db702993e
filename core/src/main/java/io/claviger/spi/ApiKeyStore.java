package io.claviger.spi;

import io.claviger.model.ApiKeyId;
import io.claviger.model.KeyPage;
import io.claviger.model.OrganizationId;
import io.claviger.model.OutcomeUnknownException;
import io.claviger.model.PublicKey;
import io.claviger.model.Revision;
import io.claviger.model.StoreException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where organizations and keys are kept. A store does one thing: it makes one described change
 * atomic, if the organization has not moved. It has no clock, no ids, no defaults and no policy of
 * its own. The contract in {@code claviger-store-tck} tests every sentence of this interface but
 * those on trouble, which it cannot make, and on round trips.
 *
 * <ul>
 *   <li>After {@link #commit} returned {@code true}, every later read by any thread or node sees
 *       the change.
 *   <li>Values come back equal to what was given, however large a host's limits let them be: the
 *       contract tries whitelists of 5,000 entries, keys of 1,000 secrets, and secrets of 100
 *       verifiers. One change may concern every key of an organization.
 *   <li>Different organizations never wait for each other: no change waits for a neighbour to be
 *       read or changed. (Where a database takes one writer at a time, changes take turns; who
 *       waits in vain for a turn is told by a {@link StoreException}.)
 *   <li>Trouble of any kind is a {@link StoreException} with its cause; a change whose fate cannot
 *       be found out is an {@link OutcomeUnknownException}. That another call is under way is no
 *       trouble of a read or an exchange, unless it holds a lock for longer than the store waits.
 *   <li>Thread-safe. An interrupted thread harms no other, and keeps its interrupt flag.
 * </ul>
 */
public interface ApiKeyStore {
  /**
   * What a request needs of the key with this public half, of its secrets and of its organization,
   * all at one revision: one round trip, the only read of the request path. Disabled and expired
   * keys are found too; the library judges. Empty where no key has just this public half, or its
   * organization was deleted.
   */
  Optional<KeyLookup> findByPublicKey(PublicKey publicKey);

  /**
   * The organization, and those of these keys that exist in it. The organization is read first, or
   * all in one snapshot: no key is older than the revision. Empty where the organization never
   * existed or was deleted.
   */
  Optional<OrganizationSnapshot> read(OrganizationId organization, Set<ApiKeyId> keys);

  /**
   * Keys that meet the filter, in ascending order of id, behind {@code after}; fewer than the limit
   * only where nothing follows. A key that exists throughout appears; an unknown organization has
   * none.
   */
  KeyPage listKeys(KeyQuery query);

  /**
   * The present revisions of these organizations; one that does not exist is absent from the
   * answer. Asked behind {@link #read}, it tells whether what was read is of one revision.
   */
  Map<OrganizationId, Revision> revisions(Set<OrganizationId> ids);

  /**
   * Makes the change, all of it or nothing.
   *
   * <p>False is never the answer to a change that was made, not even where the store or its driver
   * sent it again since the first answer was lost. Before such a change is told to be refused, the
   * store looks for its first event, which only this change can have written.
   *
   * <p>The revision is looked at first: a change that comes too late is refused, whatever else is
   * wrong with it. A conflict with another writer is no trouble, but in a transaction of the
   * host's: of rivals at one revision at most one is made, and who is refused decides anew. Where
   * no process stands still, one of them is made.
   *
   * @return false if the organization is not at the expected revision, or was created before, or if
   *     one of the new ids or public keys is taken already: then nothing was written, and the
   *     caller decides anew. Ids and public keys of what is deleted may count as taken or as free,
   *     but those of organizations and events, which are taken for ever
   * @throws StoreException also if the change names a key that is not there, to update it, to
   *     delete it or to replace its secrets; nothing was written
   * @throws OutcomeUnknownException if the store cannot say whether it was made
   */
  boolean commit(OrganizationChange change);

  /**
   * Stores a value under its name, unless the name already has one. The first value is never
   * replaced, and all callers on all nodes get the same answer. In a {@linkplain #joinsTransaction
   * transaction of the application}, it is part of that transaction.
   *
   * @return the value that the name has from now on: the given one, or another that came first
   * @throws StoreException on trouble; the value may have been stored all the same, so ask again
   */
  String remember(NamedValue value);

  /**
   * Whether changes become part of a transaction of the host's, who ends it. Then the library tries
   * to commit a change once, and tells no {@link ChangeListener}: the host may still roll it back.
   */
  default boolean joinsTransaction() {
    return false;
  }

  /**
   * Where the usage of these keys is kept; empty where it is not counted. In a {@linkplain
   * #joinsTransaction transaction of the host's} it is only read, and nothing is added. A store
   * that is to pass the contract has one.
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
   * Where verifiers of these keys are exchanged; empty where they stay as they were made. A store
   * that is to pass the contract has one.
   */
  default Optional<VerifierStore> verifierStore() {
    return Optional.empty();
  }
}
