package io.claviger.store.tck.broken;

import io.claviger.model.ApiKey;
import io.claviger.model.KeyCriterion;
import io.claviger.model.KeyFilter;
import io.claviger.model.KeyPage;
import io.claviger.model.Organization;
import io.claviger.model.OrganizationPage;
import io.claviger.model.OrganizationQuery;
import io.claviger.model.PageQuery;
import io.claviger.spi.store.OperatorStore;
import io.claviger.store.memory.InMemoryApiKeyStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Searches over all organizations with the wrong results, in the wrong order, or miscounted. */
final class BrokenSearches {
  private static final String FILTER = "findKeys: keys that meet the filter";
  private static final String TEXT = "findOrganizations: whose name contains exactly this text";

  private BrokenSearches() {}

  static List<BrokenStore> all() {
    return Stream.of(filters(), keys(), organizations(), totals()).flatMap(each -> each).toList();
  }

  private static Stream<BrokenStore> filters() {
    return Stream.of(KeyCriterion.class.getPermittedSubclasses())
        .map(
            kind ->
                finding(
                    "searches all organizations without the criterion " + kind.getSimpleName(),
                    FILTER,
                    real ->
                        (filter, now, page) ->
                            real.findKeys(BrokenLists.without(filter, kind), now, page)));
  }

  private static Stream<BrokenStore> keys() {
    return Stream.of(
        finding(
            "finds keys in descending order",
            "findKeys: in ascending order of id",
            real ->
                (filter, now, page) -> {
                  KeyPage found = real.findKeys(filter, now, page);
                  return new KeyPage(reversed(found.items()), found.more());
                }),
        finding(
            "filters a page of found keys after it is cut",
            "findKeys: fewer than the limit only where nothing follows",
            real ->
                (filter, now, page) -> {
                  KeyPage found = real.findKeys(KeyFilter.all(), now, page);
                  return new KeyPage(
                      found.items().stream().filter(key -> filter.matches(key, now)).toList(),
                      found.more());
                }),
        finding(
            "finds a key on two pages",
            "findKeys: the keys after the given one",
            real ->
                (filter, now, page) -> {
                  KeyPage found = real.findKeys(filter, now, page);
                  List<ApiKey> items = new ArrayList<>(found.items());
                  page.after()
                      .map(after -> real.findKeys(KeyFilter.all().only(after), now, first(1)))
                      .ifPresent(last -> items.addAll(0, last.items()));
                  return new KeyPage(
                      items.stream().limit(page.limit()).toList(),
                      found.more() && !found.items().isEmpty());
                }),
        finding(
            "takes a full page of found keys for a sign of more",
            "KeyPage: whether more keys follow",
            real ->
                (filter, now, page) -> {
                  KeyPage found = real.findKeys(filter, now, page);
                  return new KeyPage(found.items(), found.items().size() == page.limit());
                }),
        finding(
            "judges the state of found keys a microsecond late",
            "findKeys: the instant at which the state of a key is judged",
            real -> (filter, now, page) -> real.findKeys(filter, now.plusNanos(1_000), page)),
        deleted());
  }

  private static BrokenStore deleted() {
    Map<InMemoryApiKeyStore, List<ApiKey>> ofStores = new ConcurrentHashMap<>();
    return new BrokenStore(
        "finds keys of deleted organizations",
        "findKeys: keys that exist",
        store -> {
          List<ApiKey> gone =
              ofStores.computeIfAbsent(store.real, real -> new CopyOnWriteArrayList<>());
          store.commit =
              change -> {
                if (change.deletesOrganization()) {
                  store.keys(change.organization().id()).forEach(key -> gone.add(key.key()));
                }
                return store.real.commit(change);
              };
          AlterableOperator.KeySearch real = store.operator.findKeys;
          store.operator.findKeys =
              (filter, now, page) -> {
                List<ApiKey> found = new ArrayList<>(real.find(filter, now, longest(page)).items());
                gone.stream().filter(key -> filter.matches(key, now)).forEach(found::add);
                found.removeIf(
                    key -> page.after().filter(id -> key.id().compareTo(id) <= 0).isPresent());
                found.sort(Comparator.comparing(ApiKey::id));
                return new KeyPage(
                    found.stream().limit(page.limit()).toList(), found.size() > page.limit());
              };
        });
  }

  private static Stream<BrokenStore> organizations() {
    return Stream.of(
        naming(
            "finds organizations whatever their name is",
            TEXT,
            (real, text) -> query -> real.findOrganizations("", query)),
        naming(
            "ignores the case of a name",
            TEXT,
            (real, text) ->
                query ->
                    among(
                        real,
                        query,
                        name ->
                            name.toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT)))),
        naming(
            "takes a text for a pattern",
            TEXT,
            (real, text) ->
                query ->
                    among(
                        real,
                        query,
                        name ->
                            name.matches(".*" + text.replace("%", ".*").replace("_", ".") + ".*"))),
        naming(
            "finds organizations by the beginning of their name",
            TEXT,
            (real, text) -> query -> among(real, query, name -> name.startsWith(text))),
        naming(
            "finds organizations in descending order",
            "findOrganizations: in ascending order of id",
            (real, text) ->
                query -> {
                  OrganizationPage found = real.findOrganizations(text, query);
                  return new OrganizationPage(reversed(found.items()), found.more());
                }),
        naming(
            "begins each page of found organizations at the beginning",
            "findOrganizations: starting after the given one",
            (real, text) ->
                query -> real.findOrganizations(text, OrganizationQuery.first(query.limit()))),
        naming(
            "cuts the page of organizations before it looks at names",
            "findOrganizations: fewer than the limit only if no more follow",
            (real, text) ->
                query -> {
                  OrganizationPage page = real.findOrganizations("", query);
                  return new OrganizationPage(
                      page.items().stream()
                          .filter(found -> found.settings().name().contains(text))
                          .toList(),
                      page.more());
                }));
  }

  private static Stream<BrokenStore> totals() {
    return Stream.of(
        counting(
            "counts deleted organizations",
            (real, keys) ->
                new OperatorStore.Totals(
                    real.feed(0, PageQuery.MAX_LIMIT).stream()
                        .map(fed -> fed.event().organization())
                        .distinct()
                        .count(),
                    keys.size())),
        counting(
            "counts only keys that are enabled",
            (real, keys) ->
                new OperatorStore.Totals(
                    real.totals().organizations(),
                    keys.stream().filter(ApiKey::isEnabled).count())),
        counting(
            "counts organizations only if they have a key",
            (real, keys) ->
                new OperatorStore.Totals(
                    keys.stream().map(ApiKey::organization).distinct().count(), keys.size())));
  }

  private static BrokenStore finding(
      String name, String sentence, Function<OperatorStore, AlterableOperator.KeySearch> search) {
    return new BrokenStore(
        name, sentence, store -> store.operator.findKeys = search.apply(real(store)));
  }

  private static BrokenStore naming(
      String name,
      String sentence,
      BiFunction<OperatorStore, String, Function<OrganizationQuery, OrganizationPage>> search) {
    return new BrokenStore(
        name,
        sentence,
        store ->
            store.operator.findOrganizations =
                (text, query) -> search.apply(real(store), text).apply(query));
  }

  private static BrokenStore counting(
      String name, BiFunction<OperatorStore, List<ApiKey>, OperatorStore.Totals> count) {
    return new BrokenStore(
        name,
        "totals: the organizations and keys of this moment",
        store -> {
          OperatorStore real = real(store);
          store.operator.totals =
              () -> {
                KeyPage keys = real.findKeys(KeyFilter.all(), Instant.EPOCH, longest(first(1)));
                return count.apply(real, keys.items());
              };
        });
  }

  private static OperatorStore real(AlterableStore store) {
    return store.real.extensions().operator().orElseThrow();
  }

  /** Returns the page of those organizations whose name this accepts. */
  private static OrganizationPage among(
      OperatorStore real, OrganizationQuery query, Predicate<String> name) {
    OrganizationQuery longest =
        OrganizationQuery.first(PageQuery.MAX_LIMIT).withAfter(query.after());
    List<Organization> found =
        real.findOrganizations("", longest).items().stream()
            .filter(each -> name.test(each.settings().name()))
            .toList();
    return new OrganizationPage(
        found.stream().limit(query.limit()).toList(), found.size() > query.limit());
  }

  private static PageQuery first(int limit) {
    return PageQuery.first(limit);
  }

  private static PageQuery longest(PageQuery page) {
    return PageQuery.first(PageQuery.MAX_LIMIT).withAfter(page.after());
  }

  private static <T> List<T> reversed(List<T> items) {
    List<T> reversed = new ArrayList<>(items);
    Collections.reverse(reversed);
    return reversed;
  }
}
