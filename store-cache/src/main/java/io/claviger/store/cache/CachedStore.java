package io.claviger.store.cache;

/**
 * What all parts of a cache share. Thread-safe.
 *
 * @param breaker the wrapped store
 * @param confirmed when it last answered for everything in memory
 */
record CachedStore(
    CircuitBreaker breaker, Options options, Counters counters, Confirmed confirmed) {
  Moment now() {
    return options.clocks().now();
  }
}
