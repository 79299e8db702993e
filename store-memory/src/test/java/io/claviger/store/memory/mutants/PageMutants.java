package io.claviger.store.memory.mutants;

import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.KeyPage;
import io.claviger.model.OrganizationId;
import io.claviger.model.PageQuery;
import io.claviger.spi.KeyQuery;
import io.claviger.spi.OrganizationChange;
import io.claviger.store.memory.InMemoryApiKeyStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** Lists of keys. */
final class PageMutants {
  private PageMutants() {}

  static List<Mutant> all() {
    return List.of(
        listing("lists in no order", PageMutants::unordered),
        listing("lists by public key", PageMutants::byPublicKey),
        listing("takes the seconds of an id for a signed number", PageMutants::bySignedSeconds),
        listing("includes the key it shall begin behind", PageMutants::inclusive),
        listing("always tells of more", (store, query) -> more(store.listKeys(query), true)),
        listing("never tells of more", (store, query) -> more(store.listKeys(query), false)),
        listing("takes a full page for a sign of more", PageMutants::fullMeansMore),
        listing("skips a key between pages", PageMutants::skipping),
        listing("begins anew behind a key that does not exist", PageMutants::beginningAnew),
        listing("lists at most 100", (store, query) -> limited(store, query, 100)),
        listing("ignores the limit", (store, query) -> limited(store, query, 500)),
        listing("does not list disabled keys", PageMutants::enabledOnly),
        listing("limits the rows of keys and their secrets", PageMutants::limitedRows),
        new Mutant("lists keys of other organizations", ListsForeign::new),
        new Mutant("lists keys as they were created", ListsOld::new));
  }

  private static Mutant listing(
      String name, BiFunction<InMemoryApiKeyStore, KeyQuery, KeyPage> list) {
    return new Mutant(
        name,
        store ->
            new BrokenStore(store) {
              @Override
              public KeyPage listKeys(KeyQuery query) {
                return list.apply(store, query);
              }
            });
  }

  private static KeyPage more(KeyPage page, boolean more) {
    return new KeyPage(page.items(), more);
  }

  private static KeyPage unordered(InMemoryApiKeyStore store, KeyQuery query) {
    KeyPage page = store.listKeys(query);
    List<ApiKey> items = new ArrayList<>(page.items());
    Collections.reverse(items);
    return new KeyPage(items, page.more());
  }

  private static KeyPage byPublicKey(InMemoryApiKeyStore store, KeyQuery query) {
    KeyPage page = store.listKeys(query);
    return new KeyPage(
        page.items().stream().sorted(Comparator.comparing(ApiKey::publicKey)).toList(),
        page.more());
  }

  private static KeyPage bySignedSeconds(InMemoryApiKeyStore store, KeyQuery query) {
    Comparator<ApiKeyId> signed =
        Comparator.comparing((ApiKeyId id) -> Integer.parseUnsignedInt(id.value(), 0, 8, 16))
            .thenComparing(Comparator.naturalOrder());
    return behind(store, query, signed, 1);
  }

  private static KeyPage inclusive(InMemoryApiKeyStore store, KeyQuery query) {
    return behind(store, query, Comparator.naturalOrder(), 0);
  }

  /** Those whose comparison with the last one gives that much at least. */
  private static KeyPage behind(
      InMemoryApiKeyStore store, KeyQuery query, Comparator<ApiKeyId> order, int least) {
    PageQuery request = query.page();
    List<ApiKey> found =
        all(store, query)
            .filter(
                key ->
                    request
                        .after()
                        .map(after -> Integer.signum(order.compare(key.id(), after)) >= least)
                        .orElse(true))
            .sorted(Comparator.comparing(ApiKey::id, order))
            .toList();
    return new KeyPage(
        found.stream().limit(request.limit()).toList(), found.size() > request.limit());
  }

  private static Stream<ApiKey> all(InMemoryApiKeyStore store, KeyQuery query) {
    KeyPage page = store.listKeys(query.at(PageQuery.first(PageQuery.MAX_LIMIT)));
    List<ApiKey> all = new ArrayList<>(page.items());
    while (page.more()) {
      ApiKeyId last = all.get(all.size() - 1).id();
      page = store.listKeys(query.at(PageQuery.first(PageQuery.MAX_LIMIT).after(last)));
      all.addAll(page.items());
    }
    return all.stream();
  }

  private static KeyPage fullMeansMore(InMemoryApiKeyStore store, KeyQuery query) {
    KeyPage page = store.listKeys(query);
    return more(page, page.items().size() == query.page().limit());
  }

  private static KeyPage skipping(InMemoryApiKeyStore store, KeyQuery query) {
    KeyPage page = store.listKeys(query);
    boolean later = query.page().after().isPresent() && page.items().size() > 1;
    return new KeyPage(page.items().stream().skip(later ? 1 : 0).toList(), page.more());
  }

  private static KeyPage beginningAnew(InMemoryApiKeyStore store, KeyQuery query) {
    Optional<ApiKeyId> after = query.page().after();
    boolean known =
        after.isPresent()
            && store
                .read(query.organization(), Set.of(after.get()))
                .map(facts -> !facts.keys().isEmpty())
                .orElse(false);
    PageQuery first = PageQuery.first(query.page().limit());
    return store.listKeys(known ? query : query.at(first));
  }

  private static KeyPage limited(InMemoryApiKeyStore store, KeyQuery query, int limit) {
    int changed = limit == PageQuery.MAX_LIMIT ? limit : Math.min(limit, query.page().limit());
    return store.listKeys(query.at(new PageQuery(query.page().after(), changed)));
  }

  /** As an outer join would that is limited as a whole; the last key may lack secrets, too. */
  private static KeyPage limitedRows(InMemoryApiKeyStore store, KeyQuery query) {
    KeyPage page = store.listKeys(query);
    List<ApiKey> kept = new ArrayList<>();
    int rows = 0;
    for (ApiKey key : page.items()) {
      if (rows <= query.page().limit()) {
        kept.add(key);
      }
      rows += Math.max(1, key.secrets().size());
    }
    boolean more = page.more() && kept.size() > query.page().limit();
    return new KeyPage(kept, more);
  }

  private static KeyPage enabledOnly(InMemoryApiKeyStore store, KeyQuery query) {
    KeyPage page = store.listKeys(query);
    return new KeyPage(
        page.items().stream().filter(key -> key.validity().enabled()).toList(), page.more());
  }

  /** Remembers all keys that ever came. */
  private abstract static class Collecting extends BrokenStore {
    final Map<ApiKeyId, ApiKey> created = new ConcurrentHashMap<>();

    Collecting(InMemoryApiKeyStore real) {
      super(real);
    }

    @Override
    public boolean commit(OrganizationChange change) {
      change.keys().created().forEach(key -> created.putIfAbsent(key.key().id(), key.key()));
      return super.commit(change);
    }
  }

  private static final class ListsForeign extends Collecting {
    ListsForeign(InMemoryApiKeyStore real) {
      super(real);
    }

    @Override
    public KeyPage listKeys(KeyQuery query) {
      OrganizationId own = query.organization();
      KeyPage page = super.listKeys(query);
      Stream<ApiKey> foreign =
          created.values().stream().filter(key -> !key.organization().equals(own)).limit(1);
      return new KeyPage(
          Stream.concat(page.items().stream(), foreign)
              .sorted(Comparator.comparing(ApiKey::id))
              .limit(query.page().limit())
              .toList(),
          page.more());
    }
  }

  private static final class ListsOld extends Collecting {
    ListsOld(InMemoryApiKeyStore real) {
      super(real);
    }

    @Override
    public KeyPage listKeys(KeyQuery query) {
      KeyPage page = super.listKeys(query);
      return new KeyPage(
          page.items().stream().map(key -> created.get(key.id())).toList(), page.more());
    }
  }
}
