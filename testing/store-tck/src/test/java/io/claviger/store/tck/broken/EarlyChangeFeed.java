package io.claviger.store.tck.broken;

import io.claviger.model.OrganizationId;
import io.claviger.spi.store.ChangeFeed.Changes;
import io.claviger.spi.store.ChangeFeed.Position;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Gives a change its position in a step of its own, before the change is visible. So a reader may
 * pass the position while it still sees the old version.
 */
final class EarlyChangeFeed {
  private record Numbered(long change) implements Position {}

  private final AtomicLong last = new AtomicLong();
  private final NavigableMap<Long, OrganizationId> changes = new ConcurrentSkipListMap<>();

  void attachTo(AlterableStore store) {
    store.commit =
        change -> {
          number(change.organization().id());
          store.meeting.await();
          return store.real.commit(change);
        };
    store.revokedTokens.revoke =
        (token, bounds) -> {
          number(token.organization());
          return store.revokedTokens.real.revoke(token, bounds);
        };
    store.changeFeed.now = () -> new Numbered(last.get());
    store.changeFeed.since =
        position -> position instanceof Numbered from ? Optional.of(since(store, from)) : none();
  }

  private void number(OrganizationId organization) {
    changes.put(last.incrementAndGet(), organization);
  }

  private Changes since(AlterableStore store, Numbered from) {
    Map<Long, OrganizationId> later = Map.copyOf(changes.tailMap(from.change(), false));
    long next = later.keySet().stream().max(Long::compare).orElse(from.change());
    return new Changes(
        new Numbered(next),
        BrokenChangeFeeds.current(store, new HashSet<>(later.values())),
        /* pending= */ 0);
  }

  private static Optional<Changes> none() {
    return Optional.empty();
  }
}
