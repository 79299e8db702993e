package io.claviger.spi;

import io.claviger.KeyFilter;
import io.claviger.OrganizationId;
import io.claviger.PageRequest;
import io.claviger.internal.value.Timestamps;
import java.time.Instant;
import java.util.Objects;

/**
 * Which keys to list.
 *
 * @param filter each criterion must be met. {@link KeyFilter#matches} judges all of them by the
 *     key, but {@link io.claviger.KeyCriterion.UnusedSince} also by the last use that is counted
 *     for it
 * @param now the instant at which a key is in a state; cut to microseconds, and to the years 1 to
 *     9999
 */
public record KeyQuery(
    OrganizationId organization, KeyFilter filter, Instant now, PageRequest page) {
  /** No part may be null. */
  public KeyQuery {
    Objects.requireNonNull(organization, "organization");
    Objects.requireNonNull(filter, "filter");
    now = Timestamps.ofMicros(Timestamps.toMicros(now));
    Objects.requireNonNull(page, "page");
  }

  /** All keys of the organization. */
  public KeyQuery(OrganizationId organization, PageRequest page) {
    this(organization, KeyFilter.all(), Instant.EPOCH, page);
  }

  /** The same, from another place on. */
  public KeyQuery at(PageRequest newPage) {
    return new KeyQuery(organization, filter, now, newPage);
  }
}
