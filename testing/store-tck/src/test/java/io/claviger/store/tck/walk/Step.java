package io.claviger.store.tck.walk;

import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * One step of a walk, as data: a caller, an operation and a key. The numbers choose among the
 * objects that exist when the step is taken. So a step stays valid if other steps are removed from
 * the walk.
 */
record Step(Act act, int who, int where, int which, int choice) {
  /** The operations. */
  enum Act {
    CREATE(6),
    GET(1),
    LIST(1),
    DESCRIBE(1),
    REPLACE_ROLES(3),
    ENABLE(2),
    DISABLE(2),
    EXPIRE(3),
    NEVER_EXPIRE(3),
    DELETE(1),
    GET_WHITELIST(1),
    GET_ENTRY(1),
    ADD_ENTRIES(6),
    REMOVE_ENTRY(5),
    GET_ORGANIZATION(1),
    RENAME(1),
    REQUIRE_WHITELIST(1),
    BUMP_REVISION(1),
    LIMIT_LIFETIME(1),
    ROTATE(6),
    END_SECRET(2),
    DELETE_EXPIRED(2),
    REPLACE_PROJECT_ROLES(3),
    LIST_PROJECT(1),
    AUTHENTICATE(6),
    LET_TIME_PASS(3),
    SET_OWNER_OUTSIDE(1);

    private final int weight;

    /** Sets how frequent the operation is, so that walks meet every rule often. */
    Act(int weight) {
      this.weight = weight;
    }
  }

  /** The callers that are not keys. */
  enum Person {
    APPLICATION,
    OWNER,
    MEMBER,
    PROJECT_OWNER,
    STRANGER
  }

  /** The end of the old secrets in a rotation; {@code NOW} is refused. */
  enum Ending {
    AT_ONCE,
    SOON,
    NOW,
    AFTER_USE,
    UNTIL_DELETED
  }

  static final int SOON = 2;
  static final int GRACE = 1;

  /** The longest lifetime of keys in seconds, if it is limited. */
  static final int MAX_LENGTH = 15;

  private static final List<Act> WEIGHTED =
      Stream.of(Act.values())
          .flatMap(act -> Collections.nCopies(act.weight, act).stream())
          .toList();

  static final List<String> ADDRESSES = List.of("203.0.113.7", "198.51.100.9", "2001:db8::7");

  /** The blocks of requests; the last two requests are refused for every caller. */
  static final List<List<String>> BLOCKS =
      List.of(
          List.of("203.0.113.0/24"),
          List.of("203.0.113.7/32"),
          List.of("128.0.0.0/1"),
          List.of("203.0.113.0/24", "203.0.113.7/32"),
          List.of("198.51.100.0/24", "2001:db8::/32"),
          List.of(),
          List.of("203.0.113.0/24", "0.0.0.0/0"),
          List.of("192.0.2.1/32", "192.0.2.1/32"));

  /** The roles of new keys; p1 and p2 are projects of the organization, p3 is not. */
  static final List<List<String>> NEW_ROLES =
      List.of(
          List.of("ORG_OWNER"),
          List.of("ORG_MEMBER"),
          List.of("ORG_MEMBER", "ORG_READ_ONLY"),
          List.of("ORG_MEMBER", "PROJECT_OWNER@p1"),
          List.of("PROJECT_READ_ONLY@p1"),
          List.of("PROJECT_READ_ONLY@p1", "PROJECT_OWNER@p2"),
          List.of("PROJECT_READ_ONLY@p3"),
          List.of("ORG_UNHEARD_OF"));

  /** The roles on the organization that replace those of a key. */
  static final List<List<String>> OTHER_ROLES =
      List.of(
          List.of("ORG_OWNER"),
          List.of("ORG_MEMBER"),
          List.of("ORG_READ_ONLY"),
          List.of("ORG_OWNER", "ORG_MEMBER"),
          List.of("ORG_UNHEARD_OF"));

  /** Lifetimes in seconds; the first one is refused for every caller. */
  static final List<Integer> LIFETIMES = List.of(0, 1, 10, 40);

  static Step random(RandomGenerator random) {
    return new Step(
        pick(WEIGHTED, random.nextInt(WEIGHTED.size())),
        random.nextInt(1000),
        random.nextInt(1000),
        random.nextInt(1000),
        random.nextInt(1000));
  }

  /** Returns the number of the calling key; -1 if a person calls. */
  int callingKey(int created) {
    return who % 10 < 4 ? -1 : who / 10 % created;
  }

  /** Returns the person, rarely a stranger. */
  Person person() {
    return who < 50 ? Person.STRANGER : pick(List.of(Person.values()), who / 10 % 4);
  }

  /**
   * Returns the number of the key, often that of the calling one; {@code created} is a missing key.
   */
  int target(int created) {
    int caller = callingKey(created);
    if (caller >= 0 && which % 2 == 0) {
      return caller;
    }
    return which < 50 ? created : which / 2 % created;
  }

  /** Returns the address, mostly the first one, which most whitelists admit. */
  String address() {
    return where < 700 ? ADDRESSES.get(0) : pick(ADDRESSES, where);
  }

  List<String> blocks() {
    return pick(BLOCKS, choice);
  }

  /** Returns one block, which a whitelist may contain. */
  String block() {
    return pick(
        List.of("203.0.113.7/32", "203.0.113.0/24", "128.0.0.0/1", "2001:db8::/32"), choice);
  }

  List<String> newRoles() {
    return pick(NEW_ROLES, choice);
  }

  List<String> otherRoles() {
    return pick(OTHER_ROLES, choice);
  }

  Ending ending() {
    return Ending.values()[choice % Ending.values().length];
  }

  /** Returns a project, mostly one of the organization. */
  String project() {
    return pick(List.of("p1", "p1", "p2", "p3"), choice);
  }

  List<String> projectRoles() {
    return pick(
        List.of(
            List.of(),
            List.of("PROJECT_READ_ONLY"),
            List.of("PROJECT_OWNER"),
            List.of("PROJECT_READ_ONLY", "PROJECT_OWNER"),
            List.of("GROUP_UNHEARD_OF")),
        choice / 4);
  }

  /** Returns a secret that was authenticated, mostly the newest one. */
  <T> T callingSecret(List<T> known) {
    return known.get(where % 4 == 0 ? where / 4 % known.size() : known.size() - 1);
  }

  int lifetime() {
    return pick(LIFETIMES, choice);
  }

  /** Returns a lifetime, or -1 in half of the cases. */
  int lifetimeOfNewKey() {
    return choice / 8 % 2 == 0 ? pick(LIFETIMES, choice / 16) : -1;
  }

  List<String> blocksOfNewKey() {
    return choice % 3 == 0 ? List.of() : pick(BLOCKS, choice / 24);
  }

  /** Returns few seconds, so that much happens during the lifetime of a key. */
  int secondsThatPass() {
    return choice % 3;
  }

  /** Returns true in one of five cases. */
  boolean ownerOutside() {
    return choice % 5 == 0;
  }

  boolean yes() {
    return choice % 2 == 0;
  }

  private static <T> T pick(List<T> list, int number) {
    return list.get(number % list.size());
  }
}
