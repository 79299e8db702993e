package io.claviger.store.tck.broken;

import io.claviger.model.OrganizationId;
import io.claviger.model.PublicKey;
import io.claviger.spi.store.ChangeFeed.Changes;
import io.claviger.spi.store.ChangeFeed.Position;
import io.claviger.spi.store.KeyLookup;
import io.claviger.spi.store.OrganizationVersion;
import io.claviger.store.memory.InMemoryApiKeyStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Change feeds that miss a change, or answer with versions of another moment. */
final class BrokenChangeFeeds {
  private static final String EVERY = "since: every change that was committed after the position";
  private static final String MOMENT = "since: each version is of the moment of the answer";
  private static final String POSITION = "Position: valid while the process runs";

  private BrokenChangeFeeds() {}

  static List<BrokenStore> all() {
    return Stream.of(omissions(), versions(), positions(), stores()).flatMap(each -> each).toList();
  }

  private static Stream<BrokenStore> omissions() {
    return Stream.of(
        answering(
            "leaves deleted organizations out of the change feed",
            EVERY,
            changes -> keeping(changes, each -> each.getValue().isPresent())),
        answering(
            "leaves organizations with revoked tokens out of the change feed",
            EVERY,
            changes ->
                keeping(
                    changes, each -> each.getValue().filter(v -> v.revokedTokens() > 0).isEmpty())),
        answering(
            "leaves new organizations out of the change feed",
            EVERY,
            changes ->
                keeping(
                    changes,
                    each -> each.getValue().filter(v -> v.revision().number() == 1).isEmpty())),
        answering("tells one changed organization at most", EVERY, changes -> first(changes, 1)),
        answering("tells 1,000 of more changes", EVERY, changes -> first(changes, 1_000)),
        new BrokenStore(
            "leaves the changes of the other node out of the change feed",
            EVERY,
            store -> {
              Set<OrganizationId> own = ConcurrentHashMap.newKeySet();
              store.commit =
                  change -> {
                    own.add(change.organization().id());
                    return store.real.commit(change);
                  };
              answer(store, changes -> keeping(changes, each -> own.contains(each.getKey())));
            }),
        new BrokenStore(
            "reports replaced verifiers as a change",
            "ChangeFeed: a replacement of verifiers does not count",
            store -> {
              Set<OrganizationId> replaced = ConcurrentHashMap.newKeySet();
              store.replace =
                  replacement -> {
                    replaced.add(replacement.organization());
                    return store.real.replace(replacement);
                  };
              answer(store, changes -> adding(changes, current(store, replaced)));
            }),
        new BrokenStore(
            "reports usage as a change",
            "ChangeFeed: the usage of keys does not count",
            store -> {
              Set<OrganizationId> used = ConcurrentHashMap.newKeySet();
              store.add =
                  batch -> {
                    batch.forEach(count -> used.add(count.subject().organization()));
                    return store.real.add(batch);
                  };
              answer(store, changes -> adding(changes, current(store, used)));
            }));
  }

  private static Stream<BrokenStore> versions() {
    return Stream.of(
        new BrokenStore(
            "keeps the first version that the change feed told",
            MOMENT,
            store -> {
              Map<OrganizationId, Optional<OrganizationVersion>> told = new ConcurrentHashMap<>();
              answer(
                  store,
                  changes -> {
                    changes.versions().forEach(told::putIfAbsent);
                    return adding(changes, current(told, changes.versions().keySet()));
                  });
            }),
        new BrokenStore(
            "reads the version of each changed organization by itself",
            MOMENT,
            store -> {
              Meeting nobody = new Meeting();
              answer(
                  store,
                  changes -> {
                    Map<OrganizationId, Optional<OrganizationVersion>> read = new HashMap<>();
                    for (OrganizationId id : changes.versions().keySet()) {
                      nobody.await();
                      read.putAll(current(store, Set.of(id)));
                    }
                    return adding(changes, read);
                  });
            }),
        new BrokenStore(
            "tells the revision of a moment and the tokens of a later one",
            MOMENT,
            store ->
                answer(
                    store,
                    changes -> {
                      store.meeting.await();
                      return adding(changes, withTokens(store, changes));
                    })));
  }

  private static Stream<BrokenStore> positions() {
    return Stream.of(
        broken(
            "takes the next position after the answer",
            "Changes: the position of the moment of this answer",
            feed ->
                feed.since =
                    position -> {
                      Optional<Changes> changes = feed.real.since(position);
                      IntStream.range(0, 1_000).forEach(i -> Thread.onSpinWait());
                      return changes.map(c -> new Changes(feed.real.now(), c.versions(), 0));
                    }),
        broken(
            "lets positions expire after 500 calls",
            POSITION,
            feed -> {
              Map<Position, Integer> born = new ConcurrentHashMap<>();
              AtomicInteger calls = new AtomicInteger();
              feed.now =
                  () -> {
                    Position position = feed.real.now();
                    born.putIfAbsent(position, calls.get());
                    return position;
                  };
              feed.since =
                  position ->
                      calls.incrementAndGet() - born.getOrDefault(position, calls.get()) > 500
                          ? Optional.empty()
                          : feed.real.since(position);
            }),
        broken(
            "goes on where its last answer ended",
            "since: since the position",
            feed -> {
              AtomicReference<Position> last = new AtomicReference<>();
              feed.since =
                  position -> {
                    Position from = last.get() == null ? position : last.get();
                    Optional<Changes> changes = feed.real.since(from);
                    changes.ifPresent(each -> last.set(each.next()));
                    return changes;
                  };
            }),
        broken(
            "takes the position of another store for its own",
            "since: empty if the position is of another store",
            feed ->
                feed.since =
                    position ->
                        feed.real
                            .since(position)
                            .or(() -> Optional.of(new Changes(feed.real.now(), Map.of(), 0)))),
        broken(
            "hides changes that have got a position",
            "assignPositions: does not matter for what is reported",
            feed -> {
              AtomicReference<Position> assigned = new AtomicReference<>();
              feed.assignPositions =
                  () -> {
                    assigned.set(feed.real.now());
                    return 1;
                  };
              feed.since =
                  position -> feed.real.since(assigned.get() == null ? position : assigned.get());
            }),
        broken(
            "says for ever that changes are pending",
            "Changes: how many changes have no position yet",
            feed ->
                feed.since =
                    position ->
                        feed.real
                            .since(position)
                            .map(changes -> new Changes(changes.next(), changes.versions(), 1))));
  }

  private static Stream<BrokenStore> stores() {
    return Stream.of(
        early(),
        new BrokenStore(
            "looks up in a memory that only changes of its own node clear",
            "ChangeFeed: a lookup that begins after an answer sees what the answer saw",
            store -> {
              Map<PublicKey, Optional<KeyLookup>> memory = new ConcurrentHashMap<>();
              store.find = key -> memory.computeIfAbsent(key, store.real::findByPublicKey);
              store.commit =
                  change -> {
                    boolean made = store.real.commit(change);
                    memory.clear();
                    return made;
                  };
            }));
  }

  private static BrokenStore early() {
    Map<InMemoryApiKeyStore, EarlyChangeFeed> ofStores = new ConcurrentHashMap<>();
    return new BrokenStore(
        "gives a position to a change before the change is visible",
        "now: each change that is committed after this moment is reported",
        store ->
            ofStores.computeIfAbsent(store.real, real -> new EarlyChangeFeed()).attachTo(store));
  }

  private static BrokenStore broken(
      String name, String sentence, Consumer<AlterableChangeFeed> alteration) {
    return new BrokenStore(name, sentence, store -> alteration.accept(store.changeFeed));
  }

  private static BrokenStore answering(
      String name, String sentence, Function<Changes, Changes> alteration) {
    return new BrokenStore(name, sentence, store -> answer(store, alteration));
  }

  private static void answer(AlterableStore store, Function<Changes, Changes> alteration) {
    store.changeFeed.since = position -> store.changeFeed.real.since(position).map(alteration);
  }

  private static Changes keeping(
      Changes changes,
      Predicate<Map.Entry<OrganizationId, Optional<OrganizationVersion>>> condition) {
    return new Changes(
        changes.next(),
        changes.versions().entrySet().stream()
            .filter(condition)
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)),
        changes.pending());
  }

  private static Changes first(Changes changes, int limit) {
    List<OrganizationId> kept = changes.versions().keySet().stream().limit(limit).toList();
    return keeping(changes, each -> kept.contains(each.getKey()));
  }

  private static Changes adding(
      Changes changes, Map<OrganizationId, Optional<OrganizationVersion>> more) {
    Map<OrganizationId, Optional<OrganizationVersion>> all = new HashMap<>(changes.versions());
    all.putAll(more);
    return new Changes(changes.next(), all, changes.pending());
  }

  private static Map<OrganizationId, Optional<OrganizationVersion>> current(
      Map<OrganizationId, Optional<OrganizationVersion>> versions, Set<OrganizationId> ids) {
    return ids.stream().collect(Collectors.toMap(id -> id, versions::get));
  }

  /** Reads the versions as they are now. */
  static Map<OrganizationId, Optional<OrganizationVersion>> current(
      AlterableStore store, Set<OrganizationId> ids) {
    Map<OrganizationId, OrganizationVersion> revisions = store.real.revisions(ids);
    return ids.stream()
        .collect(Collectors.toMap(id -> id, id -> Optional.ofNullable(revisions.get(id))));
  }

  /** Reads how many tokens were revoked by now, beside the revisions of the answer. */
  private static Map<OrganizationId, Optional<OrganizationVersion>> withTokens(
      AlterableStore store, Changes changes) {
    Map<OrganizationId, Optional<OrganizationVersion>> later =
        current(store, changes.versions().keySet());
    Map<OrganizationId, Optional<OrganizationVersion>> mixed = new HashMap<>();
    changes
        .versions()
        .forEach(
            (id, version) ->
                mixed.put(
                    id,
                    version.map(
                        then ->
                            new OrganizationVersion(
                                then.revision(), later.get(id).orElse(then).revokedTokens()))));
    return mixed;
  }
}
