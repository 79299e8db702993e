package io.claviger.store.tck.broken;

import static java.util.stream.Collectors.toMap;

import io.claviger.model.OrganizationId;
import io.claviger.model.RevokedToken;
import io.claviger.spi.store.OrganizationVersion;
import io.claviger.spi.store.RevokedTokens;
import io.claviger.spi.store.RevokedTokens.Bounds;
import io.claviger.spi.store.RevokedTokens.Live;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Revoked tokens that are accepted again, counted wrongly, or in the way of changes. */
final class BrokenRevokedTokens {
  private static final String BOUNDS = "revoke: if its key and its organization have room";
  private static final String COUNT = "RevokedTokens: the count grows by one";
  private static final String LIVE = "live: those that have not expired, all at one count";
  private static final Instant END_OF_TIME = Instant.parse("9999-01-01T00:00:00Z");

  private BrokenRevokedTokens() {}

  static List<BrokenStore> all() {
    return Stream.of(ends(), counts(), reads(), sweeps()).flatMap(each -> each).toList();
  }

  private static Stream<BrokenStore> ends() {
    return Stream.of(
        broken(
            "ends nothing and says that it did",
            "revoke: is revoked",
            t -> t.revoke = (e, b) -> true),
        broken(
            "has no bound for a key",
            BOUNDS,
            t -> t.revoke = (e, b) -> t.real.revoke(e, new Bounds(10_000, b.ofOrganization()))),
        broken(
            "has no bound for an organization",
            BOUNDS,
            t -> t.revoke = (e, b) -> t.real.revoke(e, new Bounds(b.ofKey(), 10_000))),
        broken(
            "counts expired tokens towards the bounds",
            BOUNDS,
            t -> {
              Set<RevokedToken> made = ConcurrentHashMap.newKeySet();
              t.revoke =
                  (e, b) -> {
                    boolean room = made.contains(e) || ofSameKey(made, e) < b.ofKey();
                    boolean revoked = room && t.real.revoke(e, b);
                    if (revoked) {
                      made.add(e);
                    }
                    return revoked;
                  };
            }),
        broken(
            "refuses a token that is revoked already where there is no room",
            "revoke: true if the token is revoked from now on",
            t ->
                t.revoke =
                    (e, b) ->
                        t.real.ofKey(e.organization(), e.apiKey()).size() < b.ofKey()
                            && t.real.revoke(e, b)),
        broken(
            "keeps the earlier expiry of a token that is revoked again",
            "revoke: its expiry is replaced by the later one",
            t -> t.revoke = (e, b) -> isKnown(t, e) || t.real.revoke(e, b)),
        broken(
            "refuses tokens of an organization that does not exist",
            "revoke: if it does not exist, nothing is written",
            t -> t.revoke = (e, b) -> t.real.revoke(e, b) && isKnown(t, e)),
        broken(
            "deletes expired tokens when it ends another one",
            "RevokedTokens: until it is swept",
            t ->
                t.revoke =
                    (e, b) -> {
                      int unused = t.real.sweep(e.revokedAt(), 10_000);
                      return t.real.revoke(e, b);
                    }),
        new BrokenStore(
            "looks for room, then ends",
            "revoke: no more are made than the bounds allow",
            store ->
                store.revokedTokens.revoke =
                    (e, b) -> {
                      if (real(store).ofKey(e.organization(), e.apiKey()).size() >= b.ofKey()) {
                        return real(store).revoke(e, b);
                      }
                      store.meeting.await();
                      return real(store).revoke(e, new Bounds(10_000, 10_000));
                    }),
        new BrokenStore(
            "moves the revision when it revokes a token",
            "RevokedTokens: moves no revision",
            store ->
                store.revokedTokens.revoke =
                    (e, b) -> {
                      store.bumpRevision(e.organization());
                      return real(store).revoke(e, b);
                    }));
  }

  private static Stream<BrokenStore> counts() {
    return Stream.of(
        revisions("counts no revoked token", version -> 0L),
        revisions("counts each revoked token twice", version -> 2 * version.revokedTokens()),
        new BrokenStore(
            "counts only revoked tokens that were not swept",
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
            "counts a token again that is revoked already",
            COUNT,
            store -> {
              Map<OrganizationId, Long> more = new ConcurrentHashMap<>();
              store.revokedTokens.revoke =
                  (e, b) -> {
                    if (real(store).ofKey(e.organization(), e.apiKey()).contains(e)) {
                      more.merge(e.organization(), 1L, Long::sum);
                    }
                    return real(store).revoke(e, b);
                  };
              store.revokedTokens.live =
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
            "RevokedTokens: every later read sees a revoked token",
            t -> {
              Map<OrganizationId, Live> first = new ConcurrentHashMap<>();
              t.live = (o, now) -> first.computeIfAbsent(o, same -> t.real.live(o, now));
            }),
        new BrokenStore(
            "reads the tokens, then their count",
            LIVE,
            store ->
                store.revokedTokens.live =
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
                      List<RevokedToken> reversed = new ArrayList<>(t.real.ofKey(o, key));
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
      String name, String sentence, Consumer<AlterableRevokedTokens> alteration) {
    return new BrokenStore(name, sentence, store -> alteration.accept(store.revokedTokens));
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

  private static RevokedTokens real(AlterableStore store) {
    return store.revokedTokens.real;
  }

  private static long unswept(AlterableStore store, OrganizationId organization) {
    return real(store).live(organization, Instant.EPOCH).tokens().size();
  }

  private static boolean isKnown(AlterableRevokedTokens tokens, RevokedToken token) {
    return tokens.real.ofKey(token.organization(), token.apiKey()).stream()
        .anyMatch(each -> each.id().equals(token.id()));
  }

  private static long ofSameKey(Set<RevokedToken> made, RevokedToken token) {
    return made.stream().filter(each -> each.apiKey().equals(token.apiKey())).count();
  }
}
