package io.claviger.store.cache.model;

import io.claviger.store.cache.model.Database.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What the threads of a node share, as a value.
 *
 * @param records those of the organization that are not dropped; who holds one holds its index
 * @param current the one in the map of records, or {@link #NONE}
 * @param slots what the other maps have for each key
 */
record Cache(List<Freshness> records, int current, List<Slot> slots) {
  /** No record. */
  static final int NONE = -1;

  /** A record that was dropped: nobody cares which, as a mark is never taken back. */
  static final int DROPPED = -2;

  /**
   * The organization was at this version at some instant since then.
   *
   * @param confirmedAt an age
   */
  record Freshness(int version, int confirmedAt, boolean dropped) {
    Freshness aged() {
      return new Freshness(version, Age.afterTick(confirmedAt), dropped);
    }

    Freshness confirm(int stamp) {
      return new Freshness(version, Math.min(confirmedAt, stamp), dropped);
    }

    Freshness drop() {
      return new Freshness(version, confirmedAt, true);
    }
  }

  /** One key in the maps of entries, of misses and of flights. */
  record Slot(@Nullable Entry entry, @Nullable Miss miss, @Nullable Flight flight) {
    static final Slot EMPTY = new Slot(null, null, null);

    Slot with(@Nullable Entry other) {
      return new Slot(other, miss, flight);
    }

    Slot with(@Nullable Miss other) {
      return new Slot(entry, other, flight);
    }

    Slot with(@Nullable Flight other) {
      return new Slot(entry, miss, other);
    }
  }

  /** A key that was found, under the record that says how fresh it is. */
  record Entry(@Nullable Value value, int record) {
    Entry renumbered(IntUnaryOperator number) {
      int other = number.applyAsInt(record);
      return new Entry(other == DROPPED ? null : value, other);
    }
  }

  /** A key that was not found. */
  record Miss(Value value, int stamp) {}

  /** A load under way. */
  record Flight(boolean dropped) {}

  static Cache empty(int keys) {
    return new Cache(List.of(), NONE, Collections.nCopies(keys, Slot.EMPTY));
  }

  Slot slot(int key) {
    return slots.get(key);
  }

  /** Of a record that was dropped it does not matter. */
  int confirmedAt(int record) {
    return record == DROPPED ? Age.NONE : records.get(record).confirmedAt();
  }

  boolean dropped(int record) {
    return record == DROPPED || records.get(record).dropped();
  }

  Cache withSlot(int key, UnaryOperator<Slot> change) {
    return new Cache(records, current, Copies.with(slots, key, change.apply(slot(key))));
  }

  /** Nothing, where the record was dropped. */
  Cache withRecord(int record, UnaryOperator<Freshness> change) {
    return record == DROPPED
        ? this
        : new Cache(
            Copies.with(records, record, change.apply(records.get(record))), current, slots);
  }

  Cache withNewRecord(Freshness made) {
    List<Freshness> all = new ArrayList<>(records);
    all.add(made);
    return new Cache(List.copyOf(all), records.size(), slots);
  }

  Cache withoutCurrent() {
    return new Cache(records, NONE, slots);
  }

  Cache aged() {
    return new Cache(Copies.of(records, Freshness::aged), current, Copies.of(slots, Cache::aged));
  }

  private static Slot aged(Slot slot) {
    Miss miss = slot.miss();
    return miss == null ? slot : slot.with(new Miss(miss.value(), Age.afterTick(miss.stamp())));
  }

  /** Without the records that were dropped. */
  Cache renumbered(IntUnaryOperator number) {
    return new Cache(
        records.stream().filter(record -> !record.dropped()).toList(),
        number.applyAsInt(current),
        Copies.of(slots, slot -> renumbered(slot, number)));
  }

  private static Slot renumbered(Slot slot, IntUnaryOperator number) {
    Entry entry = slot.entry();
    return entry == null ? slot : slot.with(entry.renumbered(number));
  }
}
