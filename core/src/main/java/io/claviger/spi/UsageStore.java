package io.claviger.spi;

import io.claviger.model.ApiKeyId;
import io.claviger.model.KeyUsage;
import io.claviger.model.OrganizationId;
import io.claviger.model.StoreException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where usage is kept. Counts are born at zero in the commit that adds a key, a secret or a
 * whitelist entry, and end with it; this interface only ever adds to what is there. So nothing that
 * is gone comes back, and an entry that was removed and added again begins at zero. What was added
 * shows in every later read by any thread or node. Never moves a revision, and makes no change of
 * an organization fail. Thread-safe.
 */
public interface UsageStore {
  /**
   * Adds all of it or nothing: each count to the key, to the secret and to the entry, as far as
   * they exist (an entry: the one added in that revision). What does not exist any more is passed
   * over. A count goes as far as a {@code long}: more stays there, or is trouble. A last use takes
   * the place of an earlier one only; of one instant, either may stay. Who reads meanwhile may see
   * a part of the batch.
   *
   * <p>A count names the organization that its key is in. The library makes no other; whether one
   * under another organization is added or passed over is the store's to choose.
   *
   * @param batch at most {@link UsageCount#MOST_IN_A_BATCH}, in any order
   * @return false if it cannot be known whether it was added, or a part was; the caller drops it
   *     then, so that nothing counts twice
   * @throws StoreException if nothing was added
   */
  boolean add(List<UsageCount> batch);

  /**
   * The usage of those of these keys that exist in the organization: with every secret and every
   * entry they have, at zero where they were never used.
   *
   * @throws StoreException on trouble
   */
  Map<ApiKeyId, KeyUsage> usage(OrganizationId organization, Set<ApiKeyId> keys);
}
