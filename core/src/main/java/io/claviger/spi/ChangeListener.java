package io.claviger.spi;

import io.claviger.model.OrganizationId;
import io.claviger.model.Revision;

/**
 * Receives the new revision of an organization after each commit, on the thread that made the
 * commit. After a transaction of the application, {@link io.claviger.ClavigerTransaction} calls it
 * once for each changed organization. An application uses it to notify caches on other nodes sooner
 * than they would find out. Anything that the listener throws is dropped: the change stands.
 *
 * <p>The library does not call the listener if it is unknown whether a change was made ({@link
 * io.claviger.model.OutcomeUnknownException}). The application may then notify its caches itself.
 */
@FunctionalInterface
public interface ChangeListener {
  /**
   * Reports that the organization is at this revision; after a deletion, at the revision of the
   * deletion. Calls of several threads may overtake each other, so the last call need not have the
   * newest revision.
   */
  void changed(OrganizationId organization, Revision revision);

  /** Returns a listener that does nothing. */
  static ChangeListener none() {
    return (organization, revision) -> {};
  }
}
