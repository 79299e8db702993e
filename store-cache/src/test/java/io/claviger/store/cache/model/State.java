package io.claviger.store.cache.model;

import io.claviger.store.cache.model.Cache.Freshness;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * Everything at one instant. The last two are for the invariants only.
 *
 * @param returned the version of the last own commit that returned
 * @param seen for each key the newest version that a request was answered from
 */
record State(Database database, Cache cache, List<Actor> actors, int returned, List<Integer> seen) {

  State with(Database other) {
    return new State(other, cache, actors, returned, seen);
  }

  State with(Cache other) {
    return new State(database, other, actors, returned, seen);
  }

  State with(List<Actor> others) {
    return new State(database, cache, others, returned, seen);
  }

  State with(int index, Actor actor) {
    return with(Copies.with(actors, index, actor));
  }

  State withReturned(int version) {
    return new State(database, cache, actors, Math.max(returned, version), seen);
  }

  State withSeen(int key, int version) {
    int newest = Math.max(seen.get(key), version);
    return new State(database, cache, actors, returned, Copies.with(seen, key, newest));
  }

  boolean atRest() {
    return actors.stream().allMatch(Actor::atRest);
  }

  State aged() {
    return new State(database.aged(), cache.aged(), Copies.of(actors, Actor::aged), returned, seen);
  }

  /** The same, with no difference that makes none: records that were dropped are one. */
  State tidy() {
    List<Freshness> records = cache.records();
    if (records.stream().noneMatch(Freshness::dropped)) {
      return this;
    }
    IntUnaryOperator number = record -> record < 0 ? record : number(records, record);
    return new State(
        database,
        cache.renumbered(number),
        Copies.of(actors, actor -> actor.renumbered(number)),
        returned,
        seen);
  }

  private static int number(List<Freshness> records, int record) {
    return records.get(record).dropped()
        ? Cache.DROPPED
        : (int) records.subList(0, record).stream().filter(other -> !other.dropped()).count();
  }
}
