package io.claviger.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.ApiKeys;
import io.claviger.Claviger;
import io.claviger.Peppers;
import io.claviger.access.Caller;
import io.claviger.admin.EventVerification.Problem;
import io.claviger.model.AuditEvent;
import io.claviger.model.EventId;
import io.claviger.model.EventQuery;
import io.claviger.model.NewOrganization;
import io.claviger.model.NotFoundException;
import io.claviger.model.OrganizationId;
import io.claviger.spi.store.EventChain;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Events that were changed in the store are named by {@link Operator#verifyEvents}. */
class EventVerificationTest {
  private static final int EVENTS = 6;
  private static final OrganizationId ACME = new OrganizationId("acme");
  private static final Caller APPLICATION = Caller.application("test");

  private TamperedStore store = new TamperedStore();

  @Example
  void untouchedEventsAreRight() {
    fill(peppers(1));

    assertEquals(right(EVENTS), verify(peppers(1)));
  }

  @Property(tries = 60)
  void aChangedEventIsNamed(
      @ForAll @IntRange(max = EVENTS - 1) int at, @ForAll @IntRange(max = 8) int field) {
    fill(peppers(1));
    AuditEvent before = store.events.get(at);
    AuditEvent after = ChangedEvent.of(before, field);
    store.events.set(at, after);

    assertEquals(problem(true, after), verify(peppers(1)).problem());
  }

  @Property(tries = 20)
  void aRemovedEventIsMissingAfterTheOneBeforeIt(@ForAll @IntRange(max = EVENTS - 2) int at) {
    fill(peppers(1));
    store.events.remove(at);

    assertEquals(problem(false, store.events.get(at)), verify(peppers(1)).problem());
  }

  @Property(tries = 20)
  void swappedEventsAreOutOfPlace(@ForAll @IntRange(max = EVENTS - 3) int at) {
    fill(peppers(1));
    Collections.swap(store.events, at, at + 1);

    // The event before both of them is followed by the wrong one.
    assertEquals(problem(false, store.events.get(at + 2)), verify(peppers(1)).problem());
  }

  @Property(tries = 20)
  void anAddedEventIsNamed(
      @ForAll @IntRange(max = EVENTS - 1) int at, @ForAll boolean copiesTheMac) {
    fill(peppers(1));
    AuditEvent copy = store.events.get(at);
    EventId id = new EventId("f".repeat(24));
    Optional<String> mac = copiesTheMac ? copy.mac() : Optional.empty();
    AuditEvent added =
        AuditEvent.of(id, copy.type(), copy.subject(), copy.stamp(), copy.details(), mac);
    store.events.add(at, added);

    assertEquals(problem(true, added), verify(peppers(1)).problem());
  }

  @Example
  void aCutTailIsSeenAlsoIfTheRowOfTheOrganizationWasChanged() {
    fill(peppers(1));
    store.events.remove(0);
    AuditEvent newest = store.events.get(0);
    assertEquals(problem(false, newest), verify(peppers(1)).problem());

    String link = link(newest);
    store.chain = new EventChain(Optional.of(link + "$" + link), store.chain.began());
    assertEquals(problem(false, newest), verify(peppers(1)).problem());

    store.chain = new EventChain(Optional.empty(), store.chain.began());
    assertEquals(problem(false, newest), verify(peppers(1)).problem());

    store.chain = EventChain.none();
    assertEquals(problem(false, newest), verify(peppers(1)).problem());
  }

  @Example
  void aChangeAfterACutTailDoesNotHideIt() {
    fill(peppers(1));
    String cut = link(store.events.get(1)) + "$x";
    bumpAfter(new EventChain(Optional.of(cut), store.chain.began()));
    store.events.remove(1);

    assertEquals(problem(false, store.events.get(1)), verify(peppers(1)).problem());

    store.events.subList(1, store.events.size()).clear();
    assertEquals(missingBefore(store.events.get(0)), verify(peppers(1)).problem());
  }

  @Example
  void nothingIsLeftOfAllEvents() {
    fill(peppers(1));
    store.events.clear();

    assertEquals(
        Optional.of(new Problem(Problem.Kind.MISSING_AFTER, Optional.empty())),
        verify(peppers(1)).problem());
  }

  @Example
  void oldEventsMayBeDeleted() {
    fill(peppers(1));
    store.events.subList(2, EVENTS).clear();

    assertEquals(
        new EventVerification(2, 0, 0, true, Optional.of(1L), Optional.empty()),
        verify(peppers(1)));
  }

  @Example
  void anErasedHistoryIsNamedAlsoAfterTheNextChange() {
    fill(peppers(1));
    Optional<String> began = store.chain.began();
    store.events.clear();
    store.chain = new EventChain(Optional.empty(), began);
    assertEquals(
        Optional.of(new Problem(Problem.Kind.MISSING_AFTER, Optional.empty())),
        verify(peppers(1)).problem());

    bumpAfter(new EventChain(Optional.empty(), began));
    store.events.subList(1, store.events.size()).clear();
    assertEquals(missingBefore(store.events.get(0)), verify(peppers(1)).problem());
  }

  /** Then a new chain begins by itself. */
  @Example
  void whereTheWholeChainWasErasedTheEventsStartLater() {
    fill(peppers(1));
    Optional<String> began = store.chain.began();
    bumpAfter(EventChain.none());
    store.events.subList(1, store.events.size()).clear();
    assertEquals(
        new EventVerification(1, 0, 0, true, Optional.of(EVENTS + 1L), Optional.empty()),
        verify(peppers(1)));

    store.chain = new EventChain(store.chain.newest(), began);
    assertEquals(missingBefore(store.events.get(0)), verify(peppers(1)).problem());
  }

  @Example
  void noEventIsAddedBeforeTheCreation() {
    fill(peppers(1));
    AuditEvent creation = store.events.get(EVENTS - 1);
    AuditEvent added =
        AuditEvent.of(
            new EventId("0".repeat(24)),
            creation.type(),
            creation.subject(),
            creation.stamp(),
            creation.details(),
            Optional.empty());
    store.events.add(added);

    assertEquals(problem(true, added), verify(peppers(1)).problem());
  }

  @Example
  void aChangedBeginningIsNoticed() {
    fill(peppers(1));
    AuditEvent newest = store.events.get(0);
    String began = store.chain.began().orElseThrow();
    String later = began.replace("$1:", "$2:");
    store.chain = new EventChain(store.chain.newest(), Optional.of(later));

    assertEquals(problem(false, newest), verify(peppers(1)).problem());
    assertEquals(Optional.empty(), verify(peppers(1)).coveredSince());
  }

  @Example
  void chainsOfVersionsThatDidNotKeepTheirBeginningGoOn() {
    fill(peppers(1));
    store.chain = new EventChain(store.chain.newest(), Optional.empty());
    assertEquals(
        new EventVerification(EVENTS, 0, 0, false, Optional.empty(), Optional.empty()),
        verify(peppers(1)));

    bumpAfter(store.chain);
    assertEquals(
        new EventVerification(EVENTS + 1, 0, 0, false, Optional.of(EVENTS + 1L), Optional.empty()),
        verify(peppers(1)));
  }

  /** A change that lost its race is chained again. */
  @Example
  void concurrentChangesMakeOneChain() {
    fill(peppers(1));
    store.tampering = false;
    try (Claviger one = claviger(peppers(1));
        Claviger other = claviger(peppers(1))) {
      List<Claviger> nodes = List.of(one, other);
      IntStream.range(0, 50)
          .parallel()
          .forEach(i -> nodes.get(i % 2).actingAs(APPLICATION).bumpRevision(ACME));
    }

    assertEquals(right(EVENTS + 50), verify(peppers(1)));
  }

  @Example
  void eventsFromBeforeAreNotCovered() {
    fill(Peppers.none());
    assertEquals(
        new EventVerification(0, EVENTS, 0, false, Optional.empty(), Optional.empty()),
        verify(Peppers.none()));

    store.tampering = false;
    bump(peppers(1));
    assertEquals(
        new EventVerification(1, EVENTS, 0, false, Optional.of(EVENTS + 1L), Optional.empty()),
        verify(peppers(1)));
  }

  @Example
  void aNodeThatOnlyVerifiesWithThePepperContinuesTheChain() {
    fill(peppers(1));
    store.tampering = false;
    bump(Peppers.verifying(1, pepper(1)));
    assertEquals(right(EVENTS + 1), verify(peppers(1)));

    bump(Peppers.none());
    AuditEvent uncovered = store.events(EventQuery.newest(ACME, 1)).get(0);
    assertEquals(problem(true, uncovered), verify(peppers(1)).problem());
  }

  @Example
  void eventsOfOlderPeppersNeedThem() {
    fill(peppers(1));
    store.tampering = false;
    Peppers both = peppers(2).alsoVerifying(1, pepper(1));
    bump(both);

    assertEquals(right(EVENTS + 1), verify(both));
    assertEquals(
        new EventVerification(1, 0, EVENTS, false, Optional.of(1L), Optional.empty()),
        verify(peppers(2)));
  }

  /** Otherwise a made-up version would hide a forged tail. */
  @Example
  void anUnknownPepperCannotFollowAKnownOne() {
    fill(peppers(1));
    store.tampering = false;
    bump(peppers(2).alsoVerifying(1, pepper(1)));
    AuditEvent newest = store.events(EventQuery.newest(ACME, 1)).get(0);

    assertEquals(problem(true, newest), verify(peppers(1)).problem());
  }

  @Example
  void theLastEventOfADeletedOrganizationIsItsDeletion() {
    fill(peppers(1));
    store.tampering = false;
    acting(peppers(1)).deleteOrganization(ACME);
    assertEquals(
        new EventVerification(EVENTS + 1, 0, 0, false, Optional.empty(), Optional.empty()),
        verify(peppers(1)));

    store.copy(ACME);
    store.events.remove(0);
    assertEquals(problem(false, store.events.get(0)), verify(peppers(1)).problem());
  }

  @Example
  void anUnknownOrganizationIsRefused() {
    OrganizationId unknown = new OrganizationId("unknown");
    assertThrows(NotFoundException.class, () -> operator(peppers(1)).verifyEvents(unknown));
  }

  /** Returns the part of the MAC that the next event has, too. */
  private static String link(AuditEvent event) {
    String mac = event.mac().orElseThrow();
    return mac.substring(0, mac.indexOf('$'));
  }

  private static Optional<Problem> problem(boolean changed, AuditEvent event) {
    return Optional.of(
        new Problem(
            changed ? Problem.Kind.CHANGED : Problem.Kind.MISSING_AFTER, Optional.of(event.id())));
  }

  private static Optional<Problem> missingBefore(AuditEvent event) {
    return Optional.of(new Problem(Problem.Kind.MISSING_BEFORE, Optional.of(event.id())));
  }

  /** Returns the result for so many events since the creation. */
  private static EventVerification right(int events) {
    return new EventVerification(events, 0, 0, false, Optional.of(1L), Optional.empty());
  }

  /** Makes a real change, which reads this chain, and begins to tamper with the result. */
  private void bumpAfter(EventChain chain) {
    store.tampering = false;
    store.chainBefore = Optional.of(chain);
    bump(peppers(1));
    store.chainBefore = Optional.empty();
    store.copy(ACME);
  }

  /** Writes events without a key into a new store, and begins to tamper with them. */
  private void fill(Peppers peppers) {
    store = new TamperedStore();
    try (Claviger claviger = claviger(peppers)) {
      ApiKeys application = claviger.actingAs(APPLICATION);
      application.createOrganization(NewOrganization.named("Acme").withId(ACME).withoutKey());
      for (int i = 1; i < EVENTS; i++) {
        application.bumpRevision(ACME);
      }
    }
    store.copy(ACME);
    assertEquals(EVENTS, store.events.size());
    assertTrue(store.tampering);
  }

  private void bump(Peppers peppers) {
    acting(peppers).bumpRevision(ACME);
  }

  private EventVerification verify(Peppers peppers) {
    return operator(peppers).verifyEvents(ACME);
  }

  private Operator operator(Peppers peppers) {
    return Operator.of(claviger(peppers), "operator");
  }

  private ApiKeys acting(Peppers peppers) {
    return claviger(peppers).actingAs(APPLICATION);
  }

  private Claviger claviger(Peppers peppers) {
    return Claviger.builder(store).peppers(peppers).owners(organization -> true).build();
  }

  private static Peppers peppers(int version) {
    return Peppers.of(version, pepper(version));
  }

  private static byte[] pepper(int version) {
    byte[] pepper = new byte[32];
    new SplittableRandom(version).nextBytes(pepper);
    return pepper;
  }
}
