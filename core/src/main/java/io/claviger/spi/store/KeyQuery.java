package io.claviger.spi.store;

import io.claviger.internal.text.Arguments;
import io.claviger.internal.time.Micros;
import io.claviger.model.KeyCriterion;
import io.claviger.model.KeyFilter;
import io.claviger.model.OrganizationId;
import io.claviger.model.PageQuery;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;

/**
 * A choice of keys of one organization.
 *
 * @param filter all its criteria must be met. {@link KeyFilter#matches} judges them by the key
 *     alone. For {@link io.claviger.model.KeyCriterion.UnusedSince} the store must also compare the
 *     last counted use
 * @param now the instant at which the state of a key is judged; cut to microseconds, and to the
 *     years 1 to 9999
 */
public record KeyQuery(OrganizationId organization, KeyFilter filter, Instant now, PageQuery page) {
  /** Checks that no part is null. */
  public KeyQuery {
    Arguments.require(now, "now", organization, "organization", filter, "filter");
    now = Micros.ofMicros(Micros.toMicros(now));
    Objects.requireNonNull(page, "page");
  }

  /** Returns a query for all keys of the organization. */
  public static KeyQuery all(OrganizationId organization, PageQuery page) {
    return new KeyQuery(organization, KeyFilter.all(), Instant.EPOCH, page);
  }

  /** Returns a query for another page of the same keys. */
  public KeyQuery withPage(PageQuery newPage) {
    return new KeyQuery(organization, filter, now, newPage);
  }

  /**
   * Returns the earliest instant since which the keys must not have been used; empty if usage does
   * not matter.
   */
  public Optional<Instant> unusedSince() {
    return filter.criteria().stream()
        .filter(KeyCriterion.UnusedSince.class::isInstance)
        .map(criterion -> ((KeyCriterion.UnusedSince) criterion).instant())
        .min(Comparator.naturalOrder());
  }
}
