package io.claviger.store.cache.model;

import io.claviger.store.cache.model.Cache.Entry;
import io.claviger.store.cache.model.Cache.Flight;
import io.claviger.store.cache.model.Cache.Freshness;
import io.claviger.store.cache.model.Cache.Miss;
import io.claviger.store.cache.model.Database.Value;
import org.jspecify.annotations.Nullable;

/**
 * What is done to the cache in one atomic step. The code does each inside one {@code compute} of
 * the map that it changes.
 *
 * @param flaw what it does wrong, if anything
 */
record Protocol(@Nullable Flaw flaw) {
  boolean has(Flaw other) {
    return flaw == other;
  }

  /** A revision was read, after this stamp was taken, for the sake of this record. */
  Cache learn(Cache cache, int record, int stamp, int version) {
    if (!moved(cache, record, version)) {
      return cache.withRecord(record, known -> known.confirm(stamp));
    }
    return drop(cache, record);
  }

  boolean moved(Cache cache, int record, int version) {
    if (record == Cache.DROPPED || has(Flaw.REVISION_NOT_COMPARED)) {
      return false;
    }
    int known = Database.revision(cache.records().get(record).version());
    int read = Database.revision(version);
    return has(Flaw.GREATER_FOR_DIFFERENT) ? read > known : read != known;
  }

  /** A load found the key: it confirms the record, or drops it and makes one of its own. */
  Cache settle(Cache cache, int stamp, Value result, boolean late) {
    int known = recordOf(cache, result);
    if (known != Cache.NONE) {
      return cache.withRecord(known, record -> record.confirm(stamp));
    }
    if (late && has(Flaw.LATE_RESULT_CHANGES_NOTHING)) {
      return cache;
    }
    boolean unsure = cache.current() != Cache.NONE;
    Cache before = has(Flaw.REPLACED_NOT_MARKED) ? cache.withoutCurrent() : dropCurrent(cache);
    return unsure || (late && !has(Flaw.LATE_RESULT_STORED))
        ? before
        : before.withNewRecord(new Freshness(result.version(), stamp, false));
  }

  /** The record that this result may be stored under. */
  int recordOf(Cache cache, Value result) {
    int known = cache.current();
    return known == Cache.NONE || moved(cache, known, result.version()) ? Cache.NONE : known;
  }

  /** Puts the entry under the record that its result settled; that may be dropped by now. */
  Cache store(Cache cache, int key, Value result, int record) {
    return record == Cache.NONE
        ? cache
        : cache.withSlot(key, slot -> slot.with(new Entry(result, record)));
  }

  /** A load found no key: it replaces the miss, or only removes it. */
  Cache settleMiss(Cache cache, int key, Miss miss, boolean late) {
    return late && !has(Flaw.LATE_MISS_STORED)
        ? removeMiss(cache, key)
        : cache.withSlot(key, slot -> slot.with(miss));
  }

  Cache removeMiss(Cache cache, int key) {
    return cache.withSlot(key, slot -> slot.with((Miss) null));
  }

  Cache removeEntry(Cache cache, int key) {
    return cache.withSlot(key, slot -> slot.with((Entry) null));
  }

  /** The record of the organization, if it has one: removed and marked. */
  Cache dropCurrent(Cache cache) {
    return cache.current() == Cache.NONE ? cache : drop(cache, cache.current());
  }

  private Cache drop(Cache cache, int record) {
    return mark(remove(cache, record), record);
  }

  Cache remove(Cache cache, int record) {
    return cache.current() == record ? cache.withoutCurrent() : cache;
  }

  Cache mark(Cache cache, int record) {
    return cache.withRecord(record, Freshness::drop);
  }

  Cache markFlight(Cache cache, int key) {
    return cache.slot(key).flight() == null
        ? cache
        : cache.withSlot(key, slot -> slot.with(new Flight(true)));
  }
}
