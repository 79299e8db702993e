package io.claviger.spi.store;

import io.claviger.model.ApiKeyId;
import io.claviger.model.OrganizationId;
import io.claviger.model.OutcomeUnknownException;
import io.claviger.model.StoreException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The three calls of a store that a change of an organization needs. {@link #read} and {@link
 * #commit} concern one organization, so one partition of a database can give them. {@link
 * #revisions} asks each organization of a set. {@link ApiKeyStore} has the rules that each store
 * keeps.
 */
public interface ChangeStore {
  /**
   * Returns the organization, and those of these keys that exist in it. The store reads the
   * organization first, or everything in one snapshot, so that no key is older than the revision.
   * Returns empty if the organization never existed or was deleted.
   */
  Optional<OrganizationSnapshot> read(OrganizationId organization, Set<ApiKeyId> keys);

  /**
   * Returns the current versions of these organizations. An organization that does not exist is
   * absent from the answer. Called after {@link #read}, the answer shows whether everything that
   * was read is of one revision.
   */
  Map<OrganizationId, OrganizationVersion> revisions(Set<OrganizationId> ids);

  /**
   * Makes all of the change or nothing.
   *
   * <p>A store never returns false for a change that was made. This holds even if the store or its
   * driver sent the change again because the first answer was lost. Before the store refuses a
   * change that it may have sent twice, it looks for the first event of the change, which only this
   * change can have written.
   *
   * <p>The store compares the revision first. A change that comes too late is refused, whatever
   * else is wrong with it. A conflict with another writer is not a failure, except in a transaction
   * of the application. Exactly one of several concurrent changes at one revision is made, provided
   * that no process hangs. The method returns false for the others.
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
}
