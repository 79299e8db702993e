package io.claviger.store.tck.broken;

import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.KeyCriterion;
import io.claviger.model.KeyFilter;
import io.claviger.model.KeyPage;
import io.claviger.model.OrganizationId;
import io.claviger.model.PageQuery;
import io.claviger.spi.store.KeyQuery;
import io.claviger.spi.store.StoredApiKey;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lists with the wrong keys, in the wrong order, or with the wrong end. */
final class BrokenLists {
  private static final String FILTER = "listKeys: keys that meet the filter";
  private static final String ORDER = "listKeys: in ascending order of id";
  private static final String AFTER = "listKeys: the keys after the given one";
  private static final String FULL = "listKeys: fewer than the limit only where nothing follows";
  private static final String ALL = "listKeys: a key that exists throughout appears";

  private BrokenLists() {}

  static List<BrokenStore> all() {
    return Stream.concat(filters(), pages()).toList();
  }

  private static Stream<BrokenStore> filters() {
    Stream<BrokenStore> forgetful =
        Stream.of(KeyCriterion.class.getPermittedSubclasses())
            .map(
                kind ->
                    querying(
                        "ignores the criterion " + kind.getSimpleName(),
                        FILTER,
                        query -> with(query, without(query.filter(), kind))));
    Stream<BrokenStore> others =
        Stream.of(
            listing(
                "filters a page after it is cut",
                FULL,
                (store, query) -> {
                  KeyPage page = store.real.listKeys(with(query, KeyFilter.all()));
                  return new KeyPage(
                      page.items().stream()
                          .filter(key -> query.filter().matches(key, query.now()))
                          .toList(),
                      page.more());
                }),
            querying(
                "searches for labels in one form of Unicode",
                FILTER,
                query -> with(query, composed(query.filter()))),
            new BrokenStore(
                "lists the keys of all organizations",
                "listKeys: of the organization",
                BrokenLists::listEverywhere));
    return Stream.concat(forgetful, others);
  }

  private static Stream<BrokenStore> pages() {
    return Stream.of(
        listing(
            "lists in descending order",
            ORDER,
            (store, query) -> {
              KeyPage page = store.real.listKeys(query);
              List<ApiKey> items = new ArrayList<>(page.items());
              Collections.reverse(items);
              return new KeyPage(items, page.more());
            }),
        listing("begins with the key that it has to begin after", AFTER, BrokenLists::inclusive),
        listing(
            "takes a full page for a sign of more",
            "Page: more keys follow",
            (store, query) -> {
              KeyPage page = store.real.listKeys(query);
              return new KeyPage(page.items(), page.items().size() == query.page().limit());
            }),
        listing(
            "skips a key between pages",
            ALL,
            (store, query) -> {
              KeyPage page = store.real.listKeys(query);
              boolean skips = query.page().after().isPresent() && page.items().size() > 1;
              return new KeyPage(page.items().stream().skip(skips ? 1 : 0).toList(), page.more());
            }),
        querying(
            "ignores the limit",
            "PageRequest: at most this many keys",
            query ->
                query.withPage(
                    PageQuery.first(PageQuery.MAX_LIMIT).withAfter(query.page().after()))));
  }

  private static BrokenStore querying(
      String name, String sentence, UnaryOperator<KeyQuery> alteration) {
    return listing(name, sentence, (store, query) -> store.real.listKeys(alteration.apply(query)));
  }

  private static BrokenStore listing(
      String name, String sentence, BiFunction<AlterableStore, KeyQuery, KeyPage> list) {
    return new BrokenStore(name, sentence, store -> store.list = query -> list.apply(store, query));
  }

  private static KeyQuery with(KeyQuery query, KeyFilter filter) {
    return new KeyQuery(query.organization(), filter, query.now(), query.page());
  }

  static KeyFilter without(KeyFilter filter, Class<?> kind) {
    Set<KeyCriterion> rest = new HashSet<>(filter.criteria());
    rest.removeIf(kind::isInstance);
    return KeyFilter.of(rest);
  }

  private static KeyFilter composed(KeyFilter filter) {
    return KeyFilter.of(
        filter.criteria().stream()
            .map(
                criterion ->
                    criterion instanceof KeyCriterion.HasLabel label
                        ? new KeyCriterion.HasLabel(nfc(label.name()), nfc(label.value()))
                        : criterion)
            .collect(Collectors.toSet()));
  }

  private static String nfc(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC);
  }

  private static KeyPage inclusive(AlterableStore store, KeyQuery query) {
    KeyPage page = store.real.listKeys(query);
    List<ApiKey> items = new ArrayList<>();
    query
        .page()
        .after()
        .flatMap(id -> store.real.read(query.organization(), Set.of(id)))
        .ifPresent(facts -> facts.keys().values().forEach(key -> items.add(key.key())));
    items.addAll(page.items());
    return new KeyPage(items.stream().limit(query.page().limit()).toList(), page.more());
  }

  private static void listEverywhere(AlterableStore store) {
    Set<OrganizationId> organizations = ConcurrentHashMap.newKeySet();
    store.commit =
        change -> {
          organizations.add(change.organization().id());
          return store.real.commit(change);
        };
    store.list =
        query -> {
          List<ApiKey> found =
              organizations.stream()
                  .flatMap(id -> store.keys(id).stream())
                  .map(StoredApiKey::key)
                  .filter(key -> query.filter().matches(key, query.now()))
                  .filter(key -> query.page().after().filter(after -> isUpTo(key, after)).isEmpty())
                  .sorted(Comparator.comparing(ApiKey::id))
                  .toList();
          int limit = query.page().limit();
          return new KeyPage(found.stream().limit(limit).toList(), found.size() > limit);
        };
  }

  private static boolean isUpTo(ApiKey key, ApiKeyId after) {
    return key.id().compareTo(after) <= 0;
  }
}
