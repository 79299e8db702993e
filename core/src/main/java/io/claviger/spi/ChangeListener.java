package io.claviger.spi;

import io.claviger.OrganizationId;
import io.claviger.Revision;

/**
 * Told after a commit, on the thread that made it, so that caches elsewhere can be told sooner than
 * they would find out. What it throws is dropped: the change stands.
 */
@FunctionalInterface
public interface ChangeListener {
  /** The organization is at this revision now; after a deletion the revision is that of its end. */
  void changed(OrganizationId organization, Revision revision);

  /** Tells nobody. */
  static ChangeListener none() {
    return (organization, revision) -> {};
  }
}
