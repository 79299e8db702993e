package io.claviger.store.cache;

import java.util.concurrent.atomic.LongAdder;

/** The counters of a cache. Thread-safe. */
final class Counters {
  final LongAdder hits = new LongAdder();
  final LongAdder unknown = new LongAdder();
  final LongAdder loads = new LongAdder();
  final LongAdder confirmations = new LongAdder();
  final LongAdder rechecks = new LongAdder();
  final LongAdder feedMissed = new LongAdder();
  final LongAdder failures = new LongAdder();
  final LongAdder refused = new LongAdder();
  final LongAdder servedStale = new LongAdder();

  /** How many changes had no position in the last poll. */
  volatile int pending;

  CacheMetrics.LookupCounts read() {
    return new CacheMetrics.LookupCounts(
        hits.sum(),
        unknown.sum(),
        loads.sum(),
        confirmations.sum(),
        rechecks.sum(),
        feedMissed.sum(),
        failures.sum(),
        refused.sum(),
        servedStale.sum());
  }
}
