package io.claviger.spi.store;

import io.claviger.model.AuditEvent;
import io.claviger.model.KeyFilter;
import io.claviger.model.KeyPage;
import io.claviger.model.OrganizationPage;
import io.claviger.model.OrganizationQuery;
import io.claviger.model.PageQuery;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Reads over all organizations, for those who operate the application. Nothing here judges a
 * caller. Thread-safe.
 *
 * <p>Each method throws {@link io.claviger.model.StoreException} if the store fails.
 */
public interface OperatorStore {
  /**
   * Returns the keys of all organizations that meet the filter, in ascending order of id. The rules
   * of {@link ApiKeyStore#listKeys} hold. Ids of keys are unique over all organizations. A search
   * for a text that few descriptions contain may read all keys.
   *
   * @param now the instant at which the state of a key is judged
   */
  KeyPage findKeys(KeyFilter filter, Instant now, PageQuery page);

  /**
   * Returns the organizations whose name contains exactly this text; case counts. The rules of
   * {@link ApiKeyStore#listOrganizations} hold. A search for a text that few names contain may read
   * all organizations.
   *
   * @param text the empty text is in every name
   */
  OrganizationPage findOrganizations(String text, OrganizationQuery query);

  /**
   * Returns events of all organizations in the order of their positions, starting after this one.
   *
   * <p>A position is given once, to a committed event, and never changes. An event that is
   * committed later gets a later position, so a reader that remembers its last position misses
   * nothing. Events of one organization are in the order of its revisions. Events of several
   * organizations are in no particular order. Writers never wait for a reader; readers take turns.
   *
   * @param after the last position that the caller has seen, 0 or more; 0 for the first call
   * @param limit 1 to {@link PageQuery#MAX_LIMIT}
   * @return fewer events than the limit only if no more were committed before the call
   */
  List<FeedEvent> feed(long after, int limit);

  /**
   * Counts the organizations and keys of this moment. Reads all of them, so its time grows with
   * them.
   */
  Totals totals();

  /**
   * An event and its position.
   *
   * @param position 1 or more
   */
  record FeedEvent(long position, AuditEvent event) {
    /** Checks that no part is null. */
    public FeedEvent {
      Objects.requireNonNull(event, "event");
    }
  }

  /**
   * The number of organizations and of keys, whatever the state of a key. Deleted organizations do
   * not count.
   */
  record Totals(long organizations, long apiKeys) {}
}
