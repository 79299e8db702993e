package io.claviger.store.tck.broken;

import io.claviger.model.AuditEvent;
import io.claviger.model.OrganizationId;
import io.claviger.model.PageQuery;
import io.claviger.spi.store.OperatorStore;
import io.claviger.spi.store.OperatorStore.FeedEvent;
import io.claviger.store.memory.InMemoryApiKeyStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** Feeds of all events with missing ones, wrong positions or the wrong order. */
final class BrokenFeeds {
  private static final String ORDER = "feed: of one organization in the order of its revisions";

  private BrokenFeeds() {}

  static List<BrokenStore> all() {
    return List.of(
        late(),
        feeding(
            "gives two events one position",
            "feed: a position is given once",
            real ->
                (after, limit) ->
                    real.feed(after * 2, limit).stream()
                        .map(fed -> new FeedEvent((fed.position() + 1) / 2, fed.event()))
                        .toList()),
        feeding(
            "numbers all events at each read",
            "feed: a position never changes",
            real ->
                (after, limit) -> {
                  List<AuditEvent> events =
                      every(real).stream()
                          .map(FeedEvent::event)
                          .sorted(
                              Comparator.comparing(AuditEvent::organization)
                                  .reversed()
                                  .thenComparing(AuditEvent::id))
                          .toList();
                  return slice(numbered(events), after, limit);
                }),
        feeding(
            "turns the events of a page of the feed around",
            ORDER,
            real ->
                (after, limit) -> {
                  List<FeedEvent> page = real.feed(after, limit);
                  List<AuditEvent> events = new ArrayList<>();
                  page.forEach(fed -> events.add(0, fed.event()));
                  List<FeedEvent> turned = new ArrayList<>();
                  for (int i = 0; i < page.size(); i++) {
                    turned.add(new FeedEvent(page.get(i).position(), events.get(i)));
                  }
                  return turned;
                }),
        feeding(
            "begins the feed with the position that it has to begin after",
            "feed: starting after this position",
            real -> (after, limit) -> real.feed(Math.max(0, after - 1), limit)),
        feeding(
            "feeds fewer events than there are",
            "feed: fewer than the limit only if no more were committed",
            real ->
                (after, limit) ->
                    real.feed(after, limit).stream().limit(Math.max(1, limit - 1)).toList()),
        new BrokenStore(
            "feeds no events of deleted organizations",
            "feed: events of all organizations",
            store -> {
              OperatorStore real = store.real.extensions().operator().orElseThrow();
              store.operator.feed =
                  (after, limit) ->
                      slice(
                          every(real).stream().filter(fed -> exists(store, fed)).toList(),
                          after,
                          limit);
            }));
  }

  private static boolean exists(AlterableStore store, FeedEvent fed) {
    OrganizationId organization = fed.event().organization();
    return store.real.revisions(Set.of(organization)).containsKey(organization);
  }

  /** A writer takes its positions first, so an event may get an earlier one than those before. */
  private static BrokenStore late() {
    Map<InMemoryApiKeyStore, Positions> ofStores = new ConcurrentHashMap<>();
    return new BrokenStore(
        "gives positions before the commit",
        "feed: an event that is committed later gets a later position",
        store -> {
          Positions positions = ofStores.computeIfAbsent(store.real, real -> new Positions());
          store.commit =
              change -> {
                long first = positions.last.getAndAdd(change.events().size()) + 1;
                store.meeting.await();
                boolean made = store.real.commit(change);
                for (int i = 0; made && i < change.events().size(); i++) {
                  positions.events.put(first + i, change.events().get(i));
                }
                return made;
              };
          store.operator.feed =
              (after, limit) -> {
                List<FeedEvent> all = new ArrayList<>();
                positions.events.forEach(
                    (position, event) -> all.add(new FeedEvent(position, event)));
                return slice(all, after, limit);
              };
        });
  }

  private static final class Positions {
    final AtomicLong last = new AtomicLong();
    final Map<Long, AuditEvent> events = new ConcurrentSkipListMap<>();
  }

  private static BrokenStore feeding(
      String name, String sentence, Function<OperatorStore, AlterableOperator.Feed> feed) {
    return new BrokenStore(
        name,
        sentence,
        store ->
            store.operator.feed = feed.apply(store.real.extensions().operator().orElseThrow()));
  }

  private static List<FeedEvent> every(OperatorStore real) {
    return real.feed(0, PageQuery.MAX_LIMIT);
  }

  private static List<FeedEvent> numbered(List<AuditEvent> events) {
    List<FeedEvent> numbered = new ArrayList<>();
    events.forEach(event -> numbered.add(new FeedEvent(numbered.size() + 1L, event)));
    return Collections.unmodifiableList(numbered);
  }

  private static List<FeedEvent> slice(List<FeedEvent> all, long after, int limit) {
    return all.stream().filter(fed -> fed.position() > after).limit(limit).toList();
  }
}
