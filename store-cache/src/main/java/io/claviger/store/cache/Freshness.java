package io.claviger.store.cache;

import io.claviger.model.OrganizationId;
import io.claviger.model.Revision;
import io.claviger.spi.store.LookupOrganization;
import org.jspecify.annotations.Nullable;

/**
 * When an organization was last seen at its revision. All cached keys of the organization share one
 * object, so that they are confirmed and evicted together. Thread-safe.
 */
final class Freshness {
  private final LookupOrganization organization;

  /**
   * The parts of a moment, without an object that every request would have to load. A reader may
   * see one part of an older moment; that makes the answer look older than it is.
   */
  private volatile long nanos;

  private volatile long millis;

  private volatile boolean evicted;
  private volatile boolean inUse;

  Freshness(LookupOrganization organization, Moment confirmed) {
    this.organization = organization;
    this.nanos = confirmed.nanos();
    this.millis = confirmed.millis();
  }

  LookupOrganization organization() {
    return organization;
  }

  OrganizationId id() {
    return organization.id();
  }

  boolean isAt(@Nullable Revision other) {
    return organization.revision().equals(other);
  }

  /** Returns the start of the last read that saw this revision. */
  Moment confirmed() {
    return new Moment(nanos, millis);
  }

  /** Notes that a read saw this revision, and when that read began. */
  synchronized void confirm(Moment begun) {
    Moment later = Moment.later(confirmed(), begun);
    nanos = later.nanos();
    millis = later.millis();
  }

  /** Returns whether the organization may have moved. Never becomes false again. */
  boolean isEvicted() {
    return evicted;
  }

  void evict() {
    evicted = true;
  }

  /** Notes that a request uses it; returns true for the first one since the last refresh. */
  boolean use() {
    if (inUse) {
      return false;
    }
    inUse = true;
    return true;
  }

  boolean isInUse() {
    return inUse;
  }

  /** Returns whether it was used since the last refresh, and forgets that. */
  boolean beginRefresh() {
    boolean wasInUse = inUse;
    inUse = false;
    return wasInUse;
  }
}
