package io.claviger.store.tck.contract;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.OrganizationId;
import io.claviger.spi.store.ChangeFeed;
import io.claviger.spi.store.ChangeFeed.Changes;
import io.claviger.spi.store.ChangeFeed.Position;
import io.claviger.store.tck.StoreUnderTest;
import io.claviger.store.tck.contract.FollowedPair.Followed;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Knows of organizations only what the change feed has told. Used by one thread. */
final class FeedReader {
  private final StoreUnderTest node;
  private final ChangeFeed feed;
  private final List<FollowedPair> pairs;
  private final Map<OrganizationId, Long> steps = new HashMap<>();
  private Position position;

  /** Follows these pairs, none of which exists yet. */
  FeedReader(StoreUnderTest node, List<FollowedPair> pairs) {
    this.node = node;
    this.feed = node.changeFeed();
    this.pairs = List.copyOf(pairs);
    this.position = feed.now();
  }

  /** Asks for the changes since the last call, and checks them. */
  void poll() {
    Map<OrganizationId, Long> acknowledged = new HashMap<>();
    pairs.forEach(
        pair -> pair.both().forEach(each -> acknowledged.put(each.id(), each.acknowledged())));

    Changes changes = ChangeFeedGroup.since(feed, position);

    position = changes.next();
    changes
        .versions()
        .forEach(
            (id, version) ->
                steps.put(
                    id,
                    version
                        .map(present -> present.revision().number())
                        .orElse(FollowedPair.DELETED)));
    acknowledged.forEach((id, step) -> assertKnows(step, id));
    pairs.forEach(this::assertOneMoment);
  }

  private void assertKnows(long acknowledged, OrganizationId id) {
    long known = step(id);
    assertTrue(
        known >= acknowledged, () -> id + " is at " + known + ", acknowledged " + acknowledged);
  }

  private void assertOneMoment(FollowedPair pair) {
    long first = step(pair.first().id());
    long second = step(pair.second().id());
    boolean atOnce = first == second || first == second + 1;
    boolean lastStep = first == FollowedPair.DELETED;
    assertTrue(atOnce || lastStep, () -> "a pair is at " + first + " and " + second);
    pair.both().forEach(this::assertSeen);
  }

  /** A lookup that begins after the answer sees what the answer saw. */
  private void assertSeen(Followed each) {
    long known = step(each.id());
    if (known != FollowedPair.BEFORE) {
      long seen = each.lookUp(node.store());
      assertTrue(seen >= known, () -> "a lookup sees " + seen + " after an answer with " + known);
    }
  }

  private long step(OrganizationId id) {
    return steps.getOrDefault(id, FollowedPair.BEFORE);
  }
}
