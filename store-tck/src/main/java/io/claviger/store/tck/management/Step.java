package io.claviger.store.tck.management;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * One step of a walk, as data: who does what to which key. Numbers stand for what there is when the
 * step is taken, so that it still means something in a walk from which other steps were left out.
 */
record Step(Act act, int who, int where, int which, int choice) {
  /** What is done. */
  enum Act {
    CREATE,
    GET,
    LIST,
    DESCRIBE,
    REPLACE_ROLES,
    ENABLE,
    DISABLE,
    EXPIRE,
    NEVER_EXPIRE,
    DELETE,
    GET_WHITELIST,
    GET_ENTRY,
    ADD_ENTRIES,
    REMOVE_ENTRY,
    GET_ORGANIZATION,
    RENAME,
    REQUIRE_WHITELIST,
    TOUCH,
    AUTHENTICATE,
    LET_TIME_PASS,
    SET_OWNER_OUTSIDE
  }

  /** Callers that are no keys. */
  enum Person {
    HOST,
    OWNER,
    MEMBER,
    PROJECT_OWNER,
    STRANGER
  }

  static final List<String> ADDRESSES = List.of("203.0.113.7", "198.51.100.9", "2001:db8::7");

  /** Blocks as they are asked for; the last two requests are refused whoever asks. */
  static final List<List<String>> BLOCKS =
      List.of(
          List.of("203.0.113.7/32"),
          List.of("203.0.113.0/24"),
          List.of("128.0.0.0/1"),
          List.of("198.51.100.0/24", "2001:db8::/32"),
          List.of("2001:db8::/32"),
          List.of(),
          List.of("203.0.113.0/24", "0.0.0.0/0"),
          List.of("192.0.2.1/32", "192.0.2.1/32"));

  /** Roles of a new key; p1 and p2 are projects of the organization, p3 is not. */
  static final List<List<String>> NEW_ROLES =
      List.of(
          List.of("ORG_OWNER"),
          List.of("ORG_MEMBER"),
          List.of("ORG_MEMBER", "ORG_READ_ONLY"),
          List.of("ORG_MEMBER", "GROUP_OWNER@p1"),
          List.of("GROUP_READ_ONLY@p1"),
          List.of("GROUP_READ_ONLY@p1", "GROUP_OWNER@p2"),
          List.of("GROUP_READ_ONLY@p3"),
          List.of("ORG_UNHEARD_OF"));

  /** Roles on the organization that replace those of a key. */
  static final List<List<String>> OTHER_ROLES =
      List.of(
          List.of("ORG_OWNER"),
          List.of("ORG_MEMBER"),
          List.of("ORG_READ_ONLY"),
          List.of("ORG_OWNER", "ORG_MEMBER"),
          List.of("ORG_UNHEARD_OF"));

  /** Seconds from now; the first is refused whoever asks. */
  static final List<Integer> LIFETIMES = List.of(0, 1, 5, 20);

  static Step random(RandomGenerator random) {
    return new Step(
        pick(List.of(Act.values()), random.nextInt(1000)),
        random.nextInt(1000),
        random.nextInt(1000),
        random.nextInt(1000),
        random.nextInt(1000));
  }

  /** The calling key, one of so many that were ever created; -1 where a person calls. */
  int callingKey(int created) {
    return who % 10 < 4 ? -1 : who / 10 % created;
  }

  Person person() {
    return pick(List.of(Person.values()), who / 10);
  }

  /** Often the calling key itself; sometimes a key that never existed, which is number created. */
  int target(int created) {
    int caller = callingKey(created);
    return caller >= 0 && which % 2 == 0 ? caller : which / 2 % (created + 1);
  }

  String address() {
    return pick(ADDRESSES, where);
  }

  List<String> blocks() {
    return pick(BLOCKS, choice);
  }

  /** One block, listed somewhere perhaps. */
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

  int lifetime() {
    return pick(LIFETIMES, choice);
  }

  /** Mostly none. */
  int lifetimeOfNewKey() {
    return choice / 8 % 4 == 0 ? pick(LIFETIMES, choice / 32) : -1;
  }

  /** Mostly one that admits the first address, so that many keys can call. */
  List<String> blocksOfNewKey() {
    return choice / 8 % 3 == 0 ? List.of() : pick(BLOCKS, choice / 24);
  }

  boolean yes() {
    return choice % 2 == 0;
  }

  private static <T> T pick(List<T> list, int number) {
    return list.get(number % list.size());
  }
}
