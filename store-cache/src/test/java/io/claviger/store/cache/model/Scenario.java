package io.claviger.store.cache.model;

import static io.claviger.store.cache.model.Facts.ABSENT;
import static io.claviger.store.cache.model.Facts.ALLOWED;
import static io.claviger.store.cache.model.Facts.FORBIDDEN;

import java.util.Collections;
import java.util.List;

/** Who takes part, and what is in the database when they begin. The cache is empty then. */
@SuppressWarnings("ImmutableEnumChecker") // its lists are those of List.of
enum Scenario {
  /** A commit of this node, seen by requests at any time. */
  OWN_COMMIT(
      List.of(ALLOWED), requests(1, 0, 2), requests(2, 0, 1), ownCommit(0, FORBIDDEN), clock()),

  /** A commit of another node, of which only age can tell. */
  OTHER_NODE(
      List.of(ALLOWED), requests(1, 0, 2), requests(2, 0, 1), otherNode(0, FORBIDDEN), clock()),

  /** The same with the refresher. */
  REFRESHED(List.of(ALLOWED), requests(1, 0, 2), refresher(2), otherNode(0, FORBIDDEN), clock()),

  /** Forbidden, and allowed again under another revision. */
  THERE_AND_BACK(
      List.of(ALLOWED), requests(1, 0, 2), refresher(2), otherNode(0, FORBIDDEN, ALLOWED), clock()),

  /** Two who drop the same record. */
  OWN_AND_OTHER(
      List.of(ALLOWED),
      requests(1, 0, 2),
      requests(2, 0, 1),
      refresher(1),
      ownCommit(0, FORBIDDEN),
      otherNode(0, ALLOWED)),

  /** Two commits of this node at once. */
  TWO_OWN_COMMITS(
      List.of(ALLOWED),
      requests(1, 0, 2),
      requests(2, 0, 1),
      ownCommit(0, FORBIDDEN),
      ownCommit(0, ALLOWED)),

  /** Many who want the same key. */
  ONE_FLIGHT(
      List.of(ALLOWED),
      requests(1, 0, 2),
      requests(2, 0, 1),
      requests(3, 0, 1),
      ownCommit(0, FORBIDDEN)),

  /** Two keys under one record, both ways of a commit. */
  TWO_KEYS(
      List.of(ALLOWED, ALLOWED),
      requests(1, 0, 2),
      requests(2, 1, 1),
      ownCommit(0, FORBIDDEN),
      otherNode(1, FORBIDDEN)),

  /** Two keys, of which each confirms the other. */
  TWO_KEYS_IN_TIME(
      List.of(ALLOWED, ALLOWED),
      requests(1, 0, 2),
      requests(2, 1, 1),
      otherNode(0, FORBIDDEN),
      clock()),

  /** Any read may fail. */
  FAILING_STORE(
      List.of(ALLOWED), requests(1, 0, 2), requests(2, 0, 1), otherNode(0, FORBIDDEN), clock()),

  /** A key that was missing is created here. */
  CREATION(List.of(ABSENT), requests(1, 0, 2), requests(2, 0, 2), ownCommit(0, ALLOWED)),

  /** A key that was missing is created elsewhere. */
  CREATION_ELSEWHERE(
      List.of(ABSENT), requests(1, 0, 2), requests(2, 0, 1), otherNode(0, ALLOWED), clock()),

  /** A key is deleted here, and is there again. */
  DELETION(
      List.of(ALLOWED),
      requests(1, 0, 2),
      requests(2, 0, 1),
      ownCommit(0, ABSENT),
      otherNode(0, ALLOWED)),

  /** The cache is short of room. */
  EVICTION(
      List.of(ALLOWED), requests(1, 0, 2), requests(2, 0, 1), eviction(2), ownCommit(0, ABSENT));

  /** An actor, and what it is called in a trace. */
  record Role(String name, Actor actor) {}

  private final List<Facts> keys;
  private final List<Role> cast;

  Scenario(List<Facts> keys, Role... cast) {
    this.keys = keys;
    this.cast = List.of(cast);
  }

  private static Role requests(int number, int key, int times) {
    return new Role("request " + number, Worker.requests(key, times));
  }

  private static Role refresher(int times) {
    return new Role("refresher", Worker.refresher(times));
  }

  private static Role ownCommit(int key, Facts facts) {
    return new Role("commit here of " + facts, new OwnCommit.Planned(key, facts));
  }

  private static Role otherNode(int key, Facts... commits) {
    return new Role("other node", new Others.OtherNode(key, List.of(commits)));
  }

  private static Role eviction(int times) {
    return new Role("eviction", new Others.Eviction(times));
  }

  private static Role clock() {
    return new Role("clock", new Others.Clock());
  }

  List<Role> cast() {
    return cast;
  }

  boolean storeFails() {
    return this == FAILING_STORE;
  }

  /** Whether a key can be missing. Elsewhere the map of misses is left out: it stays empty. */
  boolean hasMisses() {
    return switch (this) {
      case CREATION, CREATION_ELSEWHERE, DELETION, EVICTION -> true;
      default -> false;
    };
  }

  State start() {
    return new State(
        Database.with(keys),
        Cache.empty(keys.size()),
        cast.stream().map(Role::actor).toList(),
        0,
        Collections.nCopies(keys.size(), 0));
  }
}
