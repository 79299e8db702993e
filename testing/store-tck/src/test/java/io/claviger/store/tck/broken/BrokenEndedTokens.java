package io.claviger.store.tck.broken;

import static java.util.stream.Collectors.toMap;

import io.claviger.model.EndedToken;
import io.claviger.model.OrganizationId;
import io.claviger.spi.store.EndedTokens;
import io.claviger.spi.store.EndedTokens.Bounds;
import io.claviger.spi.store.EndedTokens.Live;
import io.claviger.spi.store.OrganizationVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Ended tokens that are accepted again, counted wrongly, or in the way of changes. */
final class BrokenEndedTokens {
  private static final String BOUNDS = "end: if its key and its organization have room";
  private static final String COUNT = "EndedTokens: the count grows by one";
  private static final String LIVE = "live: those that have not expired, all at one count";
  private static final Instant END_OF_TIME = Instant.parse("9999-01-01T00:00:00Z");

  private BrokenEndedTokens() {}

  static List<BrokenStore> all() {
    return Stream.of(ends(), counts(), reads(), sweeps()).flatMap(each -> each).toList();
  }

  private static Stream<BrokenStore> ends() {
    return Stream.of(
        broken("ends nothing and says that it did", "end: is ended", t -> t.end = (e, b) -> true),
        broken(
            "has no bound for a key",
            BOUNDS,
            t -> t.end = (e, b) -> t.real.end(e, new Bounds(10_000, b.ofOrganization()))),
        broken(
            "has no bound for an organization",
            BOUNDS,
            t -> t.end = (e, b) -> t.real.end(e, new Bounds(b.ofKey(), 10_000))),
        broken(
            "counts expired tokens towards the bounds",
            BOUNDS,
            t -> {
              Set<EndedToken> made = ConcurrentHashMap.newKeySet();
              t.end =
                  (e, b) -> {
                    boolean room = made.contains(e) || ofSameKey(made, e) < b.ofKey();
                    boolean ended = room && t.real.end(e, b);
                    if (ended) {
                      made.add(e);
                    }
                    return ended;
                  };
            }),
        broken(
            "refuses a token that is ended already where there is no room",
            "end: true if the token is ended from now on",
            t ->
                t.end =
                    (e, b) ->
                        t.real.ofKey(e.organization(), e.apiKey()).size() < b.ofKey()
                            && t.real.end(e, b)),
        broken(
            "keeps the earlier expiry of a token that is ended again",
            "end: its expiry is replaced by the later one",
            t -> t.end = (e, b) -> isKnown(t, e) || t.real.end(e, b)),
        broken(
            "refuses tokens of an organization that does not exist",
            "end: if it does not exist, nothing is written",
            t -> t.end = (e, b) -> t.real.end(e, b) && isKnown(t, e)),
        broken(
            "deletes expired tokens when it ends another one",
            "EndedTokens: until it is swept",
            t ->
                t.end =
                    (e, b) -> {
                      int unused = t.real.sweep(e.endedAt(), 10_000);
                      return t.real.end(e, b);
                    }),
        new BrokenStore(
            "looks for room, then ends",
            "end: no more are made than the bounds allow",
            store ->
                store.endedTokens.end =
                    (e, b) -> {
                      if (real(store).ofKey(e.organization(), e.apiKey()).size() >= b.ofKey()) {
                        return real(store).end(e, b);
                      }
                      store.meeting.await();
                      return real(store).end(e, new Bounds(10_000, 10_000));
                    }),
        new BrokenStore(
            "moves the revision when it ends a token",
            "EndedTokens: moves no revision",
            store ->
                store.endedTokens.end =
                    (e, b) -> {
                      store.bumpRevision(e.organization());
                      return real(store).end(e, b);
                    }));
  }

  private static Stream<BrokenStore> counts() {
    return Stream.of(
        revisions("counts no ended token", version -> 0L),
        revisions("counts each ended token twice", version -> 2 * version.endedTokens()),
        new BrokenStore(
            "counts only ended tokens that were not swept",
            COUNT,
            store ->
                store.revisions =
                    ids ->
                        store.real.revisions(ids).entrySet().stream()
                            .collect(
                                toMap(
                                    Map.Entry::getKey,
                                    each ->
                                        new OrganizationVersion(
                                            each.getValue().revision(),
                                            unswept(store, each.getKey()))))),
        new BrokenStore(
            "counts a token again that is ended already",
            COUNT,
            store -> {
              Map<OrganizationId, Long> more = new ConcurrentHashMap<>();
              store.endedTokens.end =
                  (e, b) -> {
                    if (real(store).ofKey(e.organization(), e.apiKey()).contains(e)) {
                      more.merge(e.organization(), 1L, Long::sum);
                    }
                    return real(store).end(e, b);
                  };
              store.endedTokens.live =
                  (o, now) -> {
                    Live live = real(store).live(o, now);
                    return new Live(live.count() + more.getOrDefault(o, 0L), live.tokens());
                  };
            }));
  }

  private static Stream<BrokenStore> reads() {
    return Stream.of(
        broken(
            "returns expired tokens",
            LIVE,
            t -> t.live = (o, now) -> t.real.live(o, Instant.EPOCH)),
        broken(
            "counts live tokens only",
            LIVE,
            t ->
                t.live =
                    (o, now) -> {
                      Live live = t.real.live(o, now);
                      return new Live(live.tokens().size(), live.tokens());
                    }),
        broken(
            "remembers the first live tokens",
            "EndedTokens: every later read sees an ended token",
            t -> {
              Map<OrganizationId, Live> first = new ConcurrentHashMap<>();
              t.live = (o, now) -> first.computeIfAbsent(o, same -> t.real.live(o, now));
            }),
        new BrokenStore(
            "reads the tokens, then their count",
            LIVE,
            store ->
                store.endedTokens.live =
                    (o, now) -> {
                      Live live = real(store).live(o, now);
                      store.meeting.await();
                      return new Live(real(store).live(o, now).count(), live.tokens());
                    }),
        broken(
            "returns the oldest of a key first",
            "ofKey: the newest first",
            t ->
                t.ofKey =
                    (o, key) -> {
                      List<EndedToken> reversed = new ArrayList<>(t.real.ofKey(o, key));
                      Collections.reverse(reversed);
                      return reversed;
                    }));
  }

  private static Stream<BrokenStore> sweeps() {
    return Stream.of(
        broken("sweeps nothing", "sweep: deletes", t -> t.sweep = (before, most) -> 0),
        broken(
            "sweeps live tokens",
            "sweep: that expired before this instant",
            t -> t.sweep = (before, most) -> t.real.sweep(END_OF_TIME, most)),
        broken(
            "sweeps all at once",
            "sweep: at most",
            t -> t.sweep = (before, most) -> t.real.sweep(before, 10_000)),
        broken(
            "sweeps tokens that expire at that instant",
            "sweep: that expired before this instant",
            t -> t.sweep = (before, most) -> t.real.sweep(before.plusNanos(1_000), most)));
  }

  private static BrokenStore broken(
      String name, String sentence, Consumer<AlterableEndedTokens> alteration) {
    return new BrokenStore(name, sentence, store -> alteration.accept(store.endedTokens));
  }

  private interface Count {
    long of(OrganizationVersion version);
  }

  private static BrokenStore revisions(String name, Count count) {
    return new BrokenStore(
        name,
        COUNT,
        store ->
            store.revisions =
                ids ->
                    store.real.revisions(ids).entrySet().stream()
                        .collect(
                            toMap(
                                Map.Entry::getKey,
                                each ->
                                    new OrganizationVersion(
                                        each.getValue().revision(), count.of(each.getValue())))));
  }

  private static EndedTokens real(AlterableStore store) {
    return store.endedTokens.real;
  }

  private static long unswept(AlterableStore store, OrganizationId organization) {
    return real(store).live(organization, Instant.EPOCH).tokens().size();
  }

  private static boolean isKnown(AlterableEndedTokens tokens, EndedToken token) {
    return tokens.real.ofKey(token.organization(), token.apiKey()).stream()
        .anyMatch(each -> each.id().equals(token.id()));
  }

  private static long ofSameKey(Set<EndedToken> made, EndedToken token) {
    return made.stream().filter(each -> each.apiKey().equals(token.apiKey())).count();
  }
}
