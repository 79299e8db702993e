package io.claviger.spi;

import io.claviger.internal.time.Micros;
import io.claviger.model.KeyFilter;
import io.claviger.model.OrganizationId;
import io.claviger.model.PageQuery;
import java.time.Instant;
import java.util.Objects;

/**
 * Which keys to list.
 *
 * @param filter each criterion must be met. {@link KeyFilter#matches} judges all of them by the
 *     key, but {@link io.claviger.model.KeyCriterion.UnusedSince} also by the last use that is
 *     counted for it
 * @param now the instant at which a key is in a state; cut to microseconds, and to the years 1 to
 *     9999
 */
public record KeyQuery(OrganizationId organization, KeyFilter filter, Instant now, PageQuery page) {
  /** No part may be null. */
  public KeyQuery {
    Objects.requireNonNull(organization, "organization");
    Objects.requireNonNull(filter, "filter");
    now = Micros.ofMicros(Micros.toMicros(now));
    Objects.requireNonNull(page, "page");
  }

  /** All keys of the organization. */
  public KeyQuery(OrganizationId organization, PageQuery page) {
    this(organization, KeyFilter.all(), Instant.EPOCH, page);
  }

  /** The same, from another place on. */
  public KeyQuery at(PageQuery newPage) {
    return new KeyQuery(organization, filter, now, newPage);
  }
}
