package io.claviger.store.cache;

import io.claviger.spi.ApiKeyStore;
import io.claviger.store.tck.SettableClock;
import io.claviger.store.tck.SettableTicker;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A cache with clocks of its own. */
final class Node {
  private final SettableClock wall;
  private final SettableTicker ticker = new SettableTicker();
  private final ManualBackground background = new ManualBackground();
  private final CachingApiKeyStore cache;
  private final Map<Object, Integer> changedAt = new HashMap<>();
  private @Nullable Moment trouble;

  Node(Instant start, ApiKeyStore store, UnaryOperator<CachingApiKeyStore.Builder> options) {
    this.wall = new SettableClock(start);
    this.cache =
        options
            .apply(
                CachingApiKeyStore.builder(store)
                    .maxStaleness(TwoNodes.FIRST_BOUND)
                    .clock(wall)
                    .ticker(ticker)
                    .background(background))
            .build();
  }

  CachingApiKeyStore cache() {
    return cache;
  }

  /** What its clocks show. */
  History.Moment moment() {
    return new History.Moment(ticker.nanos(), wall.millis());
  }

  /** The store was in trouble when it was asked. */
  void trouble() {
    this.trouble = new Moment(ticker.nanos(), wall.millis());
  }

  /** Whether it was less than a second ago. */
  boolean mayRefuse() {
    Moment now = new Moment(ticker.nanos(), wall.millis());
    return trouble != null && trouble.ageAt(now) < Duration.ofSeconds(1).toNanos();
  }

  void pass(Duration time) {
    ticker.advance(time);
    wall.advance(time);
  }

  void sleep(Duration time) {
    wall.advance(time);
  }

  void setWall(Duration by) {
    wall.advance(by);
  }

  void refresh() {
    background.run();
  }

  /** It has changed that tenant itself, or heard of a change; or it has created that key. */
  void changed(Object what, int at) {
    changedAt.put(what, at);
  }

  /** What was true before that may not be answered any more. */
  int changedAt(Object what) {
    return changedAt.getOrDefault(what, 0);
  }
}
