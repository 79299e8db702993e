package io.claviger.store.cache;

import io.claviger.model.OrganizationId;
import io.claviger.model.Revision;
import io.claviger.spi.LookupOrganization;
import org.jspecify.annotations.Nullable;

/**
 * Until when an organization was surely at this revision: one for all of its keys, so that they are
 * confirmed, and dropped, together. Thread-safe.
 */
final class Freshness {
  private final LookupOrganization organization;

  /** Read by every request: not behind a reference that is one object more to fetch. */
  private volatile Moment confirmed;

  private volatile boolean dropped;
  private volatile boolean inUse;

  Freshness(LookupOrganization organization, Moment confirmed) {
    this.organization = organization;
    this.confirmed = confirmed;
  }

  /** As it is at this revision: one value for all of its keys. */
  LookupOrganization organization() {
    return organization;
  }

  OrganizationId id() {
    return organization.id();
  }

  boolean isAt(@Nullable Revision other) {
    return organization.revision().equals(other);
  }

  /** When the read began that saw it at this revision last. */
  Moment confirmed() {
    return confirmed;
  }

  /** A read that began then has seen it at this revision. */
  synchronized void confirm(Moment begun) {
    confirmed = Moment.later(confirmed, begun);
  }

  /** Whether it has moved, or may have. Once true, always true. */
  boolean isDropped() {
    return dropped;
  }

  /** It may have moved. */
  void drop() {
    dropped = true;
  }

  /** Notes that a request uses it; true where that was not noted since the last refresh. */
  boolean use() {
    if (inUse) {
      return false;
    }
    inUse = true;
    return true;
  }

  /** Whether that is noted. */
  boolean isInUse() {
    return inUse;
  }

  /** Whether it is in use; from here on that is noted anew. */
  boolean beginRefresh() {
    boolean wasInUse = inUse;
    inUse = false;
    return wasInUse;
  }
}
