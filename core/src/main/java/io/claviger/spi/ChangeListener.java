package io.claviger.spi;

import io.claviger.model.OrganizationId;
import io.claviger.model.Revision;

/**
 * Told after a commit, on the thread that made it, so that caches elsewhere can be told sooner than
 * they would find out. What it throws is dropped: the change stands. Not told where it is unknown
 * whether a change was made ({@link io.claviger.model.OutcomeUnknownException}): the host may tell
 * by itself.
 */
@FunctionalInterface
public interface ChangeListener {
  /**
   * The organization has come to this revision; after a deletion the revision is that of its end.
   * Calls of several threads may overtake each other: the last one need not have the newest.
   */
  void changed(OrganizationId organization, Revision revision);

  /** Tells nobody. */
  static ChangeListener none() {
    return (organization, revision) -> {};
  }
}
