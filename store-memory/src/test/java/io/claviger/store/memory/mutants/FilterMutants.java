package io.claviger.store.memory.mutants;

import io.claviger.model.ApiKey;
import io.claviger.model.KeyCriterion;
import io.claviger.model.KeyFilter;
import io.claviger.model.KeyPage;
import io.claviger.model.OrganizationId;
import io.claviger.model.PageQuery;
import io.claviger.spi.KeyQuery;
import io.claviger.spi.OrganizationChange;
import io.claviger.spi.StoredApiKey;
import io.claviger.store.memory.InMemoryApiKeyStore;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lists with other keys than those that were asked for. */
final class FilterMutants {
  private FilterMutants() {}

  static List<Mutant> all() {
    Stream<Mutant> forgetful =
        Stream.of(KeyCriterion.class.getPermittedSubclasses())
            .map(
                kind ->
                    querying(
                        "a list forgets " + kind.getSimpleName(),
                        query -> with(query, without(query.filter(), kind))));
    Stream<Mutant> others =
        Stream.of(
            querying(
                "a list meets one criterion",
                query ->
                    with(
                        query,
                        new KeyFilter(
                            query.filter().criteria().stream()
                                .limit(1)
                                .collect(Collectors.toSet())))),
            querying(
                "a list is of another time",
                query ->
                    new KeyQuery(
                        query.organization(),
                        query.filter(),
                        query.now().plusNanos(query.now().equals(Instant.EPOCH) ? 0 : 1000),
                        query.page())),
            querying(
                "the last criterion of each kind counts",
                query -> with(query, new KeyFilter(lastOfEachKind(query.filter())))),
            querying("a list of one key begins anywhere", FilterMutants::withoutPlace),
            new Mutant("a list takes labels for one text", JoinsLabels::new),
            new Mutant("a page is filtered after it is cut", FiltersTooLate::new),
            new Mutant("a list is of every organization", ListsEverywhere::new),
            querying("a filtered page has no limit", FilterMutants::withoutLimit),
            new Mutant("more follow behind the last page", AlwaysMore::new));
    return Stream.concat(forgetful, others).toList();
  }

  private static KeyFilter without(KeyFilter filter, Class<?> kind) {
    Set<KeyCriterion> rest = new HashSet<>(filter.criteria());
    rest.removeIf(kind::isInstance);
    return new KeyFilter(rest);
  }

  private static Set<KeyCriterion> lastOfEachKind(KeyFilter filter) {
    Map<Class<?>, KeyCriterion> last = new HashMap<>();
    filter.criteria().forEach(criterion -> last.put(criterion.getClass(), criterion));
    return new HashSet<>(last.values());
  }

  private static KeyQuery withoutPlace(KeyQuery query) {
    boolean ofOne =
        query.filter().criteria().stream().anyMatch(KeyCriterion.IsKey.class::isInstance);
    return ofOne ? query.at(PageQuery.first(query.page().limit())) : query;
  }

  private static KeyQuery withoutLimit(KeyQuery query) {
    PageQuery all = new PageQuery(query.page().after(), PageQuery.MAX_LIMIT);
    return query.filter().criteria().isEmpty() ? query : query.at(all);
  }

  private static KeyQuery with(KeyQuery query, KeyFilter filter) {
    return new KeyQuery(query.organization(), filter, query.now(), query.page());
  }

  private static Mutant querying(String name, UnaryOperator<KeyQuery> change) {
    return new Mutant(
        name,
        real ->
            new BrokenStore(real) {
              @Override
              public KeyPage listKeys(KeyQuery query) {
                return super.listKeys(change.apply(query));
              }
            });
  }

  private static final class JoinsLabels extends BrokenStore {
    JoinsLabels(InMemoryApiKeyStore real) {
      super(real);
    }

    @Override
    public KeyPage listKeys(KeyQuery query) {
      return labels(query.filter()).findAny().isEmpty()
          ? super.listKeys(query)
          : page(query, key -> meets(key, query));
    }

    private static boolean meets(ApiKey key, KeyQuery query) {
      Set<String> joined = new HashSet<>();
      key.labels().values().forEach((name, value) -> joined.add(name + ":" + value));
      return without(query.filter(), KeyCriterion.HasLabel.class).matches(key, query.now())
          && labels(query.filter())
              .allMatch(label -> joined.contains(label.name() + ":" + label.value()));
    }

    private static Stream<KeyCriterion.HasLabel> labels(KeyFilter filter) {
      return filter.criteria().stream()
          .filter(KeyCriterion.HasLabel.class::isInstance)
          .map(KeyCriterion.HasLabel.class::cast);
    }
  }

  /** As indexes do whose entries do not begin with the organization. */
  private static final class ListsEverywhere extends BrokenStore {
    private final Set<OrganizationId> organizations = ConcurrentHashMap.newKeySet();

    ListsEverywhere(InMemoryApiKeyStore real) {
      super(real);
    }

    @Override
    public boolean commit(OrganizationChange change) {
      organizations.add(change.organization().id());
      return super.commit(change);
    }

    @Override
    public KeyPage listKeys(KeyQuery query) {
      if (query.filter().criteria().isEmpty()) {
        return super.listKeys(query);
      }
      return cut(
          query.page(),
          organizations.stream()
              .flatMap(id -> keys(id).stream())
              .map(StoredApiKey::key)
              .filter(key -> query.filter().matches(key, query.now()))
              .sorted(Comparator.comparing(ApiKey::id)));
    }
  }

  private static final class AlwaysMore extends BrokenStore {
    AlwaysMore(InMemoryApiKeyStore real) {
      super(real);
    }

    @Override
    public KeyPage listKeys(KeyQuery query) {
      KeyPage page = super.listKeys(query);
      boolean filtered = !query.filter().criteria().isEmpty();
      return new KeyPage(page.items(), page.more() || (filtered && !page.items().isEmpty()));
    }
  }

  private static final class FiltersTooLate extends BrokenStore {
    FiltersTooLate(InMemoryApiKeyStore real) {
      super(real);
    }

    @Override
    public KeyPage listKeys(KeyQuery query) {
      KeyPage all = super.listKeys(with(query, KeyFilter.all()));
      return new KeyPage(
          all.items().stream().filter(key -> query.filter().matches(key, query.now())).toList(),
          all.more());
    }
  }
}
