package io.claviger.store.cache.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.store.cache.model.Explorer.Report;
import io.claviger.store.cache.model.Explorer.Trace;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The protocol of the cache as a model, and every order in which its threads can take their steps.
 *
 * <p>Modelled: one organization with one or two keys; commits of this node and of another; requests
 * from the look for an entry to the answer, each read and each write a step of its own; loads with
 * those who join them; the refresher; records, entries and misses that leave for want of room; a
 * store that fails; time without end. {@link Protocol} has what is done in one step, {@link Hit},
 * {@link Load}, {@link Refresh} and {@link OwnCommit} the order of the steps.
 *
 * <p>Not modelled:
 *
 * <ul>
 *   <li>Other organizations. Their drops mark flights too, which makes a load that finds no key
 *       more careful and changes nothing for one that finds it.
 *   <li>The larger bound of a host that chose availability.
 *   <li>The two clocks: an instant is one number here, and never goes back.
 *   <li>Memory: a write is seen by the next read, as with volatile fields and concurrent maps.
 *   <li>A store whose reads are not causal. A commit is one step: no read sees it before and no
 *       later one misses it.
 *   <li>Waiting with a time-out, or for a permit, and the pause of a store that fails: who waited
 *       starts over.
 * </ul>
 */
class CacheModelTest {
  private static final Protocol RIGHT = new Protocol(null);

  @ParameterizedTest
  @EnumSource
  void theProtocolBreaksNothing(Scenario scenario) {
    Report report = Explorer.explore(scenario, RIGHT);

    assertEquals(Optional.empty(), report.violation());
  }

  @ParameterizedTest
  @EnumSource
  void eachFlawBreaksWhatItIsSaidTo(Flaw flaw) {
    Report report = Explorer.explore(flaw.shownBy(), new Protocol(flaw));

    assertEquals(Optional.of(flaw.breaks()), report.violation().map(Trace::breaks));
  }

  @Test
  void eachInvariantButThatItEndsIsBrokenBySomeFlaw() {
    Set<String> broken = Arrays.stream(Flaw.values()).map(Flaw::breaks).collect(Collectors.toSet());

    assertEquals(
        Set.of(
            Invariants.BOUND,
            Invariants.HANDED_VALUES,
            Invariants.OWN_WRITES,
            Invariants.NEVER_BACK,
            Invariants.GOES_ON),
        broken);
  }

  @Test
  void aTraceIsTheShortestStory() {
    Report report = Explorer.explore(Scenario.CREATION, new Protocol(Flaw.MISS_NOT_REMOVED));

    assertEquals(
        """
        breaks "own writes":
          request 1 finds no entry
          request 1 finds no miss
          request 1 takes a stamp
          request 1 registers a flight
          request 1 reads: ABSENT in version 0
          request 1 settles the miss
          commit here of ALLOWED commits
          commit here of ALLOWED marks the flight of the first key
          commit here of ALLOWED drops the record
          request 2 finds no entry
          request 2 finds a miss
          request 2 is answered by the miss: ABSENT in version 0""",
        report.violation().orElseThrow().toString());
  }
}
