package io.claviger.store.cache;

import io.claviger.OrganizationId;
import io.claviger.Revision;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Until when an organization was surely at this revision: one for all of its keys, so that they are
 * confirmed, and dropped, together. Thread-safe.
 */
final class Freshness {
  private final OrganizationId organization;
  private final Revision revision;
  private final AtomicReference<Moment> confirmed;
  private volatile boolean dropped;
  private volatile boolean inUse;
  private volatile @Nullable Moment failed;

  Freshness(OrganizationId organization, Revision revision, Moment confirmed) {
    this.organization = organization;
    this.revision = revision;
    this.confirmed = new AtomicReference<>(confirmed);
  }

  OrganizationId organization() {
    return organization;
  }

  boolean isAt(@Nullable Revision other) {
    return revision.equals(other);
  }

  boolean hasRevisionOf(Freshness other) {
    return revision.equals(other.revision);
  }

  /** When the read began that saw it at this revision last. */
  Moment confirmed() {
    return confirmed.get();
  }

  /** A read that began then has seen it at this revision. */
  void confirm(Moment begun) {
    confirmed.accumulateAndGet(begun, Moment::later);
    failed = null;
  }

  /** Whether it has moved, or may have. Once true, always true. */
  boolean isDropped() {
    return dropped;
  }

  /** It may have moved. */
  void drop() {
    dropped = true;
  }

  /** When confirming it failed last; null once it has been confirmed again. */
  @Nullable Moment failed() {
    return failed;
  }

  /** Confirming it failed. */
  void fail(Moment now) {
    failed = now;
  }

  /** Notes that a request uses it; true where that was not noted since the last refresh. */
  boolean use() {
    if (inUse) {
      return false;
    }
    inUse = true;
    return true;
  }

  /** From here on use is noted anew. */
  void beginRefresh() {
    inUse = false;
  }
}
