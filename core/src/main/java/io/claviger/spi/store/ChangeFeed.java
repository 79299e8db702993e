package io.claviger.spi.store;

import io.claviger.internal.text.Arguments;
import io.claviger.model.InvalidValueException;
import io.claviger.model.OrganizationId;
import io.claviger.model.StoreException;
import java.util.Map;
import java.util.Optional;

/**
 * Tells which organizations have changed, so that a cache asks once for all of its organizations.
 * Thread-safe.
 *
 * <p>What counts as a change: every commit that moves a revision, the deletion of an organization,
 * and each revoked token. A replacement of verifiers and the usage of keys do not count.
 *
 * <p>A store may have this part only if a lookup that begins after {@link #since} has returned sees
 * every change that it has reported. A store that looks keys up in a memory of its own or in a
 * replica must not have it.
 *
 * <p>{@link #now} and {@link #since} write nothing, and no writer waits for them. Each method
 * throws {@link StoreException} if the store fails.
 */
public interface ChangeFeed {
  /**
   * Returns the position of one moment during this call. {@link #since} reports each change that is
   * committed after this moment. It may also report changes from before.
   */
  Position now();

  /**
   * Returns the organizations that have changed since the position. The answer shows the store at
   * one moment during this call. It has every change that was committed after the moment of the
   * position and up to this moment, and each version is that of this moment. So it has every change
   * that was acknowledged before this call began, except those that were committed before the
   * moment of the position. It may have more organizations, and later answers may repeat them. One
   * round trip if little has changed.
   *
   * @return empty if the store cannot tell: too much has changed, the position is of another store,
   *     or the database may have lost changes since. The caller then asks for the {@linkplain
   *     ChangeStore#revisions revisions} of all organizations that it knows
   */
  Optional<Changes> since(Position position);

  /**
   * Gives positions to changes that have none, so that later answers need not report them again.
   * That does not affect which changes are reported. If it is never called, {@link Changes#pending}
   * grows until the store cannot tell what has changed. It may write, and may take as long as a
   * change, so call it on a thread on which nothing else waits. If another node does the same at
   * the moment, it returns at once.
   *
   * @return how many changes have got a position; 0 if all have one, or if another node gives them
   */
  default int assignPositions() {
    return 0;
  }

  /** A position, which is valid for the store that returned it, while this process runs. */
  interface Position {}

  /**
   * What has changed.
   *
   * @param next the position of the moment of this answer, from which the next call asks
   * @param versions the version of each changed organization, empty if it does not exist any more
   * @param pending how many changes have no position yet, and will be reported again; 0 or more
   */
  record Changes(
      Position next, Map<OrganizationId, Optional<OrganizationVersion>> versions, int pending) {
    /** Copies the map. Throws {@link InvalidValueException} if the number is negative. */
    public Changes {
      Arguments.require(next, "next", versions, "versions");
      versions = Map.copyOf(versions);
      if (pending < 0) {
        throw InvalidValueException.of("pending changes", pending, "must be 0 or more");
      }
    }
  }
}
