package io.claviger.store.tck.broken;

import io.claviger.model.KeyFilter;
import io.claviger.model.KeyPage;
import io.claviger.model.OrganizationPage;
import io.claviger.model.OrganizationQuery;
import io.claviger.model.PageQuery;
import io.claviger.spi.store.OperatorStore;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** Reads over all organizations that can be replaced, one by one. */
final class AlterableOperator implements OperatorStore {
  /** {@link OperatorStore#findKeys}. */
  interface KeySearch {
    KeyPage find(KeyFilter filter, Instant now, PageQuery page);
  }

  /** {@link OperatorStore#feed}. */
  interface Feed {
    List<FeedEvent> read(long after, int limit);
  }

  KeySearch findKeys;
  BiFunction<String, OrganizationQuery, OrganizationPage> findOrganizations;
  Feed feed;
  Supplier<Totals> totals;

  AlterableOperator(OperatorStore real) {
    this.findKeys = real::findKeys;
    this.findOrganizations = real::findOrganizations;
    this.feed = real::feed;
    this.totals = real::totals;
  }

  @Override
  public KeyPage findKeys(KeyFilter filter, Instant now, PageQuery page) {
    return findKeys.find(filter, now, page);
  }

  @Override
  public OrganizationPage findOrganizations(String text, OrganizationQuery query) {
    return findOrganizations.apply(text, query);
  }

  @Override
  public List<FeedEvent> feed(long after, int limit) {
    return feed.read(after, limit);
  }

  @Override
  public Totals totals() {
    return totals.get();
  }
}
