package io.claviger.store.cache;

import io.claviger.model.OrganizationId;
import io.claviger.model.Revision;
import io.claviger.spi.store.LookupOrganization;
import org.jspecify.annotations.Nullable;

/**
 * When the store last confirmed this revision of an organization, apart from the {@linkplain
 * Confirmed answers for all}. All cached keys of the organization share one object, so that they
 * are confirmed and evicted together. Thread-safe.
 */
final class Freshness {
  private final LookupOrganization organization;

  /**
   * The parts of a moment, without an object that every request would have to load. A reader may
   * see one part of an older moment; that makes the answer look older than it is.
   */
  private volatile long nanos;

  private volatile long millis;

  /** When a key was last used; up to four seconds late, since {@link CachedKey} notes few uses. */
  private volatile long usedNanos;

  private volatile boolean evicted;

  Freshness(LookupOrganization organization, Moment confirmed) {
    this.organization = organization;
    this.nanos = confirmed.nanos();
    this.millis = confirmed.millis();
    this.usedNanos = confirmed.nanos();
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

  /** Returns the start of the last read of this organization that saw this revision. */
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

  /** Notes a use. */
  void use(Moment now) {
    usedNanos = now.nanos();
  }

  /** Returns whether a use of these last nanoseconds was noted. */
  boolean isUsedWithin(long recently, Moment now) {
    return now.nanos() - usedNanos <= recently;
  }
}
