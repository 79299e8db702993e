package io.claviger.spi.store;

import io.claviger.model.ApiKeyId;
import io.claviger.model.KeyUsage;
import io.claviger.model.OrganizationId;
import io.claviger.model.SecretId;
import io.claviger.model.StoreException;
import io.claviger.model.WhitelistEntry;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Stores how often keys, secrets and whitelist entries were used. Thread-safe.
 *
 * <p>A count starts at zero in the commit that adds its key, secret or entry, and ends with it.
 * This interface only adds to counts that exist. So no deleted count comes back, and an entry that
 * was removed and added again starts at zero.
 *
 * <p>Every later read on any thread or node sees the added counts. Adding never moves a revision
 * and never makes a change of an organization fail.
 */
public interface UsageStore {
  /**
   * Adds all of the batch or nothing. Each count is added to its key, its secret and its entry.
   *
   * <ul>
   *   <li>A key, a secret or an entry that no longer exists is skipped. The entry is the one that
   *       was added in that revision.
   *   <li>A count cannot exceed {@link Long#MAX_VALUE}: the store keeps it there, or fails.
   *   <li>A last use replaces only an earlier one. If two have the same instant, either may stay.
   *   <li>A concurrent reader may see a part of the batch.
   *   <li>A count names the organization of its key; the library makes no other counts. A store may
   *       add or skip a count under another organization.
   * </ul>
   *
   * @param batch at most {@link UsageCount#MAX_BATCH}, in any order
   * @return false if it is unknown whether the batch was added, or if a part was. The caller then
   *     drops the batch, so that nothing counts twice
   * @throws StoreException if nothing was added. After an {@link Error}, the caller takes it that
   *     nothing was added, too
   */
  boolean add(List<UsageCount> batch);

  /**
   * Returns the usage of those of these keys that exist in the organization. It contains every
   * secret and every entry of a key, at zero if it was never used.
   *
   * @throws StoreException if the store fails
   */
  Map<ApiKeyId, KeyUsage> usage(OrganizationId organization, Set<ApiKeyId> keys);

  /**
   * The key, the secret and the whitelist entry that an admitted request used.
   *
   * @param entry the entry that admitted the request; empty if the whitelist is empty, or if it is
   *     only reported and has no entry for the address
   */
  record Subject(
      OrganizationId organization,
      ApiKeyId apiKey,
      SecretId secretId,
      Optional<WhitelistEntry> entry) {
    /** Checks that no part is null. */
    public Subject {
      Objects.requireNonNull(organization, "organization");
      Objects.requireNonNull(apiKey, "apiKey");
      Objects.requireNonNull(secretId, "secretId");
      Objects.requireNonNull(entry, "entry");
    }
  }
}
