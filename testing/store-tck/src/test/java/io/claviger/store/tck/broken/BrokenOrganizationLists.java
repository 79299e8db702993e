package io.claviger.store.tck.broken;

import io.claviger.model.Organization;
import io.claviger.model.OrganizationId;
import io.claviger.model.OrganizationPage;
import io.claviger.model.OrganizationQuery;
import io.claviger.model.PageQuery;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BiFunction;

/** Lists of organizations with the wrong ones, in the wrong order, or with the wrong end. */
final class BrokenOrganizationLists {
  private static final String ORDER = "listOrganizations: in ascending order of id";
  private static final String AFTER = "listOrganizations: starting after the given one";
  private static final String FULL =
      "listOrganizations: fewer than the limit only if no more follow";
  private static final String ALL = "listOrganizations: one that exists throughout appears";
  private static final String DELETED = "listOrganizations: deleted organizations are absent";

  private BrokenOrganizationLists() {}

  static List<BrokenStore> all() {
    return List.of(
        listing(
            "lists organizations in descending order",
            ORDER,
            (store, query) -> {
              OrganizationPage page = store.real.listOrganizations(query);
              List<Organization> items = new ArrayList<>(page.items());
              Collections.reverse(items);
              return new OrganizationPage(items, page.more());
            }),
        listing(
            "sorts organizations by the length of their ids first",
            ORDER,
            (store, query) -> {
              OrganizationPage page = store.real.listOrganizations(query);
              List<Organization> items = new ArrayList<>(page.items());
              items.sort(
                  (one, other) ->
                      Integer.compare(one.id().value().length(), other.id().value().length()));
              return new OrganizationPage(items, page.more());
            }),
        listing(
            "begins with the organization that it has to begin after",
            AFTER,
            BrokenOrganizationLists::inclusive),
        listing(
            "takes a full page of organizations for a sign of more",
            "OrganizationPage: whether more organizations followed",
            (store, query) -> {
              OrganizationPage page = store.real.listOrganizations(query);
              return new OrganizationPage(page.items(), page.items().size() == query.limit());
            }),
        listing(
            "skips an organization between pages",
            ALL,
            (store, query) -> {
              OrganizationPage page = store.real.listOrganizations(query);
              boolean skips = query.after().isPresent() && page.items().size() > 1;
              return new OrganizationPage(
                  page.items().stream().skip(skips ? 1 : 0).toList(), page.more());
            }),
        listing(
            "ignores the limit of a page of organizations",
            "OrganizationQuery: at most so many organizations",
            (store, query) ->
                store.real.listOrganizations(
                    OrganizationQuery.first(PageQuery.MAX_LIMIT).withAfter(query.after()))),
        new BrokenStore(
            "removes deleted organizations after it has cut the page",
            FULL,
            store -> listAllEver(store, /* withDeleted= */ false)),
        new BrokenStore(
            "lists deleted organizations",
            DELETED,
            store -> listAllEver(store, /* withDeleted= */ true)),
        new BrokenStore(
            "lists organizations as they were created",
            "store: every later read by any thread or node sees a change",
            store -> {
              Map<OrganizationId, Organization> created = new ConcurrentHashMap<>();
              store.commit =
                  change -> {
                    created.putIfAbsent(change.organization().id(), change.organization());
                    return store.real.commit(change);
                  };
              store.organizations =
                  query -> {
                    OrganizationPage page = store.real.listOrganizations(query);
                    return new OrganizationPage(
                        page.items().stream()
                            .map(found -> created.getOrDefault(found.id(), found))
                            .toList(),
                        page.more());
                  };
            }));
  }

  private static BrokenStore listing(
      String name,
      String sentence,
      BiFunction<AlterableStore, OrganizationQuery, OrganizationPage> list) {
    return new BrokenStore(
        name, sentence, store -> store.organizations = query -> list.apply(store, query));
  }

  private static OrganizationPage inclusive(AlterableStore store, OrganizationQuery query) {
    OrganizationPage page = store.real.listOrganizations(query);
    List<Organization> items = new ArrayList<>();
    query
        .after()
        .flatMap(id -> store.real.read(id, Set.of()))
        .ifPresent(snapshot -> items.add(snapshot.organization()));
    items.addAll(page.items());
    return new OrganizationPage(items.stream().limit(query.limit()).toList(), page.more());
  }

  /** Cuts the page from all organizations that this node ever created. */
  private static void listAllEver(AlterableStore store, boolean withDeleted) {
    Map<OrganizationId, Organization> ever = new ConcurrentSkipListMap<>();
    store.commit =
        change -> {
          boolean made = store.real.commit(change);
          if (made) {
            ever.put(change.organization().id(), change.organization());
          }
          return made;
        };
    store.organizations =
        query -> {
          List<Organization> oneMore =
              ever.values().stream()
                  .filter(
                      found -> query.after().filter(id -> found.id().compareTo(id) <= 0).isEmpty())
                  .limit(query.limit() + 1L)
                  .toList();
          boolean more = oneMore.size() > query.limit();
          return new OrganizationPage(
              oneMore.stream()
                  .limit(query.limit())
                  .filter(
                      found -> withDeleted || !store.real.revisions(Set.of(found.id())).isEmpty())
                  .toList(),
              more);
        };
  }
}
