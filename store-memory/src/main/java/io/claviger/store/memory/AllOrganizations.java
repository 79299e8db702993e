package io.claviger.store.memory;

import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.AuditEvent;
import io.claviger.model.EventId;
import io.claviger.model.KeyFilter;
import io.claviger.model.KeyPage;
import io.claviger.model.Organization;
import io.claviger.model.OrganizationId;
import io.claviger.model.OrganizationPage;
import io.claviger.model.OrganizationQuery;
import io.claviger.model.PageQuery;
import io.claviger.spi.store.OperatorStore;
import io.claviger.spi.store.StoredApiKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The reads over all organizations. Each takes time in proportion to their number. */
final class AllOrganizations implements OperatorStore {
  private final Supplier<Stream<OrganizationState>> states;
  private final BiPredicate<KeyFilter, ApiKeyId> usage;
  private final List<FeedEvent> fed = new ArrayList<>();
  private final Map<OrganizationId, EventId> lastOf = new HashMap<>();

  /**
   * @param states also of deleted organizations
   * @param usage whether the usage of a key meets a filter
   */
  AllOrganizations(
      Supplier<Stream<OrganizationState>> states, BiPredicate<KeyFilter, ApiKeyId> usage) {
    this.states = states;
    this.usage = usage;
  }

  private Stream<OrganizationState> existing() {
    return states.get().filter(state -> !state.deleted());
  }

  @Override
  public KeyPage findKeys(KeyFilter filter, Instant now, PageQuery page) {
    List<ApiKey> oneMore =
        existing()
            .flatMap(state -> state.keys().values().stream())
            .map(StoredApiKey::key)
            .filter(key -> page.after().filter(id -> key.id().compareTo(id) <= 0).isEmpty())
            .filter(key -> filter.matches(key, now) && usage.test(filter, key.id()))
            .sorted(Comparator.comparing(ApiKey::id))
            .limit(page.limit() + 1L)
            .toList();
    boolean more = oneMore.size() > page.limit();
    return new KeyPage(more ? oneMore.subList(0, page.limit()) : oneMore, more);
  }

  @Override
  public OrganizationPage findOrganizations(String text, OrganizationQuery query) {
    Objects.requireNonNull(text, "text");
    List<Organization> oneMore =
        existing()
            .map(OrganizationState::organization)
            .filter(found -> found.settings().name().contains(text))
            .filter(found -> query.after().filter(id -> found.id().compareTo(id) <= 0).isEmpty())
            .sorted(Comparator.comparing(Organization::id))
            .limit(query.limit() + 1L)
            .toList();
    boolean more = oneMore.size() > query.limit();
    return new OrganizationPage(more ? oneMore.subList(0, query.limit()) : oneMore, more);
  }

  @Override
  public synchronized List<FeedEvent> feed(long after, int limit) {
    if (fed.size() - after < limit) {
      states.get().forEach(this::number);
    }
    int from = (int) Math.min(after, fed.size());
    return List.copyOf(fed.subList(from, Math.min(from + limit, fed.size())));
  }

  private void number(OrganizationState state) {
    OrganizationId id = state.organization().id();
    for (AuditEvent event : state.history().after(lastOf.get(id))) {
      fed.add(new FeedEvent(fed.size() + 1L, event));
      lastOf.put(id, event.id());
    }
  }

  @Override
  public Totals totals() {
    List<OrganizationState> all = existing().toList();
    return new Totals(all.size(), all.stream().mapToLong(state -> state.keys().size()).sum());
  }
}
