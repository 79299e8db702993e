package io.claviger.store.tck.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.Organization;
import io.claviger.model.OrganizationId;
import io.claviger.spi.store.ChangeFeed;
import io.claviger.spi.store.ChangeFeed.Changes;
import io.claviger.spi.store.ChangeFeed.Position;
import io.claviger.spi.store.KeyChanges;
import io.claviger.spi.store.KeyLookup;
import io.claviger.spi.store.OrganizationChange;
import io.claviger.spi.store.OrganizationVersion;
import io.claviger.spi.store.RevokedTokens.Bounds;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.store.tck.StorePart;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Caches ask which organizations have changed, and take all others for unchanged. */
@Needs(StorePart.CHANGE_FEED)
abstract class ChangeFeedGroup extends ContractGroup {
  private static final int CALLS = 1_000;
  private static final int IMPORTS = 7;
  private static final int IMPORTED = 143;

  private StoredApiKey key;
  private Organization organization;
  private Position start;

  @BeforeEach
  void create() {
    Organization started = samples.organization();
    key = samples.key(started.id());
    organization = commit(samples.creation(started, key));
    start = changeFeed().now();
  }

  @Test
  void areReportedWhicheverNodeMakesThem() {
    Position position = start;
    for (int turn = 0; turn < 4; turn++) {
      changeOn(turn);

      Changes changes = since(position);

      assertHas(changes, organization);
      position = changes.next();
    }
  }

  @Test
  void areReportedForANewOrganization() {
    Organization created = commit(samples.creation(samples.organization()));

    assertHas(since(start), created);
  }

  @Test
  void areReportedForADeletedOrganization() {
    commit(samples.deletion(organization));
    Organization shortLived = commit(samples.creation(samples.organization()));
    commit(samples.deletion(shortLived));

    Map<OrganizationId, Optional<OrganizationVersion>> versions = since(start).versions();

    assertEquals(Optional.empty(), versions.get(organization.id()));
    assertEquals(Optional.empty(), versions.get(shortLived.id()));
  }

  @Test
  void areReportedForEachOrganizationOfAnImport() {
    StoredApiKey imported = samples.key(organization.id());
    OrganizationChange first = samples.update(organization, KeyChanges.create(imported));
    OrganizationChange second = samples.creation(samples.organization());
    OrganizationChange third = samples.creation(samples.organization());
    assertEquals(3, store().commitAll(List.of(first, second, third)).size());

    assertHas(since(start), first.organization(), second.organization(), third.organization());
  }

  @Test
  @Needs(StorePart.REVOKED_TOKENS)
  void areReportedForARevokedToken() {
    assertTrue(
        node(1)
            .revokedTokens()
            .revoke(samples.revokedToken(key, Duration.ofHours(1)), Bounds.standard()));

    assertEquals(
        Optional.of(new OrganizationVersion(organization.revision(), 1)),
        since(start).versions().get(organization.id()));
  }

  @Test
  @Needs({StorePart.VERIFIERS, StorePart.USAGE})
  void areNeitherReplacedVerifiersNorUsage() {
    changeOn(0);
    Position settled = settled();

    assertTrue(verifierStore().replace(samples.replacement(stored(key))));
    assertTrue(usageStore().add(List.of(samples.use(key, samples.instant()))));

    assertEquals(Map.of(), since(settled).versions());
  }

  /** A cache compares them, so that a change that is reported again makes it read nothing. */
  @Test
  void haveTheVersionOfTheMomentOfTheAnswer() {
    changeOn(0);
    changeOn(1);
    assertHas(since(start), organization);

    changeOn(0);

    assertHas(since(start), organization);
  }

  @Test
  void areReportedFromAnOldPosition() {
    changeOn(0);
    Organization other = commit(samples.creation(samples.organization()));
    Position position = start;
    for (int call = 0; call < CALLS; call++) {
      position = since(position).next();
    }
    changeOn(0);

    assertHas(since(position), organization);
    assertHas(since(start), organization, other);
  }

  @Test
  void areAllReportedOrNone() {
    Set<OrganizationId> imported =
        Stream.generate(this::imported)
            .limit(IMPORTS)
            .flatMap(Set::stream)
            .collect(Collectors.toSet());

    assertAllOrCannotTell(imported);
    assignPositions();

    assertAllOrCannotTell(imported);
    Position later = changeFeed().now();
    changeOn(0);
    assertHas(since(later), organization);
  }

  @Test
  void cannotBeToldSinceThePositionOfAnotherStore() {
    assertEquals(Optional.empty(), changeFeed().since(new Position() {}));
  }

  @Test
  void areReportedWhetherPositionsAreAssignedOrNot() {
    changeOn(0);
    Organization before = organization;
    assignPositions();

    Changes first = since(start);
    assertHas(first, before);
    Organization other = commit(samples.creation(samples.organization()));
    assignPositions();

    assertHas(since(first.next()), other);
    assertHas(since(start), before, other);
  }

  @Test
  void areSeenByLookupsThatBeginAfterTheAnswer() {
    assertEquals(Optional.of(KeyLookup.of(organization, key)), lookup());
    changeOn(1);

    assertHas(since(start), organization);

    assertEquals(Optional.of(KeyLookup.of(organization, key)), lookup());
  }

  private Optional<KeyLookup> lookup() {
    return store().findByPublicKey(key.key().publicKey());
  }

  private void changeOn(int node) {
    OrganizationChange change = samples.update(organization, KeyChanges.none());
    assertTrue(node(node).store().commit(change));
    organization = change.organization();
  }

  private Set<OrganizationId> imported() {
    return store()
        .commitAll(
            Stream.generate(() -> samples.creation(samples.organization()))
                .limit(IMPORTED)
                .toList());
  }

  /** Returns a position after which nothing is reported again. */
  private Position settled() {
    Position position = start;
    for (int calls = 0; calls < CALLS; calls++) {
      Changes changes = since(position);
      position = changes.next();
      if (changes.pending() == 0) {
        return position;
      }
      assignPositions();
    }
    throw new AssertionError("changes are pending after " + CALLS + " calls of assignPositions");
  }

  private void assignPositions() {
    int assigned = changeFeed().assignPositions();
    assertTrue(assigned >= 0, () -> assigned + " positions");
  }

  private Changes since(Position position) {
    return since(changeFeed(), position);
  }

  /** Asks for the changes since a position from which little has changed. */
  static Changes since(ChangeFeed feed, Position position) {
    return feed.since(position)
        .orElseThrow(() -> new AssertionError("cannot tell, although little has changed"));
  }

  private void assertAllOrCannotTell(Set<OrganizationId> changed) {
    changeFeed()
        .since(start)
        .map(Changes::versions)
        .ifPresent(versions -> assertTrue(versions.keySet().containsAll(changed), "all"));
  }

  private static void assertHas(Changes changes, Organization... expected) {
    for (Organization each : expected) {
      assertEquals(
          Optional.of(OrganizationVersion.of(each.revision())), changes.versions().get(each.id()));
    }
  }
}
