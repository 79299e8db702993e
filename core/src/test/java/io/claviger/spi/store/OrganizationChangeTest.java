package io.claviger.spi.store;

import static io.claviger.model.Samples.ORG;
import static io.claviger.model.Samples.OTHER_ORG;
import static io.claviger.model.Samples.keyId;
import static io.claviger.model.Samples.member;
import static io.claviger.model.Samples.owner;
import static io.claviger.model.Samples.stored;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.AuditEvent;
import io.claviger.model.ErrorCode;
import io.claviger.model.EventId;
import io.claviger.model.EventType;
import io.claviger.model.KeyKind;
import io.claviger.model.Organization;
import io.claviger.model.OrganizationId;
import io.claviger.model.Refusal;
import io.claviger.model.Revision;
import io.claviger.model.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A change that contradicts itself cannot be made. */
class OrganizationChangeTest {
  private static final Organization ACME = Samples.organization(owner(1));
  private static final Revision BEFORE = new Revision(6, 1);
  private static final List<AuditEvent> EVENTS = List.of(event(ORG));

  static OrganizationChange deletion() {
    return OrganizationChange.deletion(BEFORE, ACME, EVENTS);
  }

  @Test
  void theThreeKindsOfChange() {
    OrganizationChange created =
        OrganizationChange.creation(ACME, List.of(stored(owner(1))), EVENTS);
    assertEquals(Optional.empty(), created.expected());
    assertEquals(List.of(stored(owner(1))), created.keys().created());
    OrganizationChange updated =
        OrganizationChange.update(BEFORE, ACME, KeyChanges.update(member(2)), EVENTS);
    assertEquals(Optional.of(BEFORE), updated.expected());
    assertEquals(false, updated.deletesOrganization());
    OrganizationChange deleted = deletion();
    assertEquals(true, deleted.deletesOrganization());
    assertEquals(KeyChanges.none(), deleted.keys());
  }

  @Test
  void itTellsAtLeastOneEventOfItsOwnOrganization() {
    refused(Optional.of(BEFORE), false, KeyChanges.none(), List.of());
    refused(Optional.of(BEFORE), false, KeyChanges.none(), List.of(event(ORG), event(OTHER_ORG)));
  }

  @Test
  void itMovesTheRevision() {
    refused(Optional.of(ACME.revision()), false, KeyChanges.none(), EVENTS);
    Revision sameNumber = new Revision(ACME.revision().number(), 0);
    OrganizationChange.update(sameNumber, ACME, KeyChanges.none(), EVENTS);
  }

  @Test
  void whatNeverExistedIsNotDeleted() {
    refused(Optional.empty(), true, KeyChanges.none(), EVENTS);
  }

  @Test
  void aNewOrganizationHasNoKeysToChange() {
    refused(Optional.empty(), false, KeyChanges.update(member(2)), EVENTS);
    refused(Optional.empty(), false, KeyChanges.delete(keyId(2)), EVENTS);
    refused(Optional.empty(), false, rotation(keyId(2), Set.of()), EVENTS);
  }

  @Test
  void itsKeysAreOfTheOrganization() {
    ApiKey foreign = foreign();
    refused(Optional.of(BEFORE), false, KeyChanges.update(foreign), EVENTS);
    refused(Optional.of(BEFORE), false, KeyChanges.create(stored(foreign)), EVENTS);
  }

  @Test
  void noKeyIsNamedTwice() {
    StoredApiKey stored = stored(member(2));
    ApiKey key = stored.key();
    for (KeyChanges twice :
        List.of(
            new KeyChanges(List.of(stored, stored), List.of(), Map.of(), Set.of()),
            new KeyChanges(List.of(), List.of(key, key), Map.of(), Set.of()),
            new KeyChanges(List.of(stored), List.of(key), Map.of(), Set.of()),
            new KeyChanges(List.of(stored), List.of(), Map.of(), Set.of(key.id())),
            new KeyChanges(List.of(), List.of(key), Map.of(), Set.of(key.id())))) {
      refused(Optional.of(BEFORE), false, twice, EVENTS);
    }
    OrganizationChange.update(
        BEFORE,
        ACME,
        new KeyChanges(List.of(stored(member(3))), List.of(member(4)), Map.of(), Set.of(keyId(5))),
        EVENTS);
  }

  @Test
  void noTwoNewKeysHaveOnePublicKey() {
    StoredApiKey first = stored(member(2));
    ApiKey key = member(3);
    ApiKey.Identity same =
        new ApiKey.Identity(
            key.id(),
            key.organization(),
            first.key().publicKey(),
            key.identity().created(),
            KeyKind.none());
    StoredApiKey second = stored(ApiKey.of(same, key.settings(), key.secrets()));
    refused(
        Optional.of(BEFORE),
        false,
        new KeyChanges(List.of(first, second), List.of(), Map.of(), Set.of()),
        EVENTS);
  }

  @Test
  void secretsChangeOnKeysThatStay() {
    refused(Optional.of(BEFORE), false, rotation(keyId(2), Set.of(keyId(2))), EVENTS);
    KeyChanges ofNewKey =
        new KeyChanges(
            List.of(stored(member(2))), List.of(), Map.of(keyId(2), List.of()), Set.of());
    refused(Optional.of(BEFORE), false, ofNewKey, EVENTS);
    KeyChanges withUpdate =
        new KeyChanges(
            List.of(), List.of(member(2)), Map.of(keyId(2), List.of()), Set.of(keyId(3)));
    OrganizationChange.update(BEFORE, ACME, withUpdate, EVENTS);
  }

  @Test
  void itsEventsAreCopied() {
    List<AuditEvent> events = new ArrayList<>(EVENTS);
    OrganizationChange change = OrganizationChange.deletion(BEFORE, ACME, events);
    events.clear();
    assertEquals(EVENTS, change.events());
    assertThrows(UnsupportedOperationException.class, () -> change.events().clear());
  }

  @Test
  void aStoredKeyTellsOfExactlyTheSecretsThatAreStoredWithIt() {
    Refusal.expect(ErrorCode.INVALID_VALUE, () -> new StoredApiKey(member(1), List.of()));
    Refusal.expect(
        ErrorCode.INVALID_VALUE, () -> new StoredApiKey(member(1), stored(member(2)).secrets()));
    StoredApiKey stored = stored(member(1));
    List<StoredSecret> others = stored(member(2)).secrets();
    StoredApiKey rotated = stored.with(others);
    assertEquals(others, rotated.secrets());
    assertEquals(member(2).secrets(), rotated.key().secrets());
    assertEquals(member(1).identity(), rotated.key().identity());
    StoredApiKey described = stored.with(stored.key().settings().withDescription("new"));
    assertEquals(stored.secrets(), described.secrets());
    assertEquals("new", described.key().description());
  }

  private static void refused(
      Optional<Revision> expected, boolean deletes, KeyChanges keys, List<AuditEvent> events) {
    Refusal.expect(
        ErrorCode.INVALID_VALUE,
        () -> new OrganizationChange(expected, ACME, deletes, keys, events, EventChain.none()));
  }

  private static KeyChanges rotation(ApiKeyId key, Set<ApiKeyId> deleted) {
    return new KeyChanges(List.of(), List.of(), Map.of(key, List.of()), deleted);
  }

  private static ApiKey foreign() {
    ApiKey key = member(2);
    ApiKey.Identity identity =
        new ApiKey.Identity(
            key.id(), OTHER_ORG, key.publicKey(), key.identity().created(), KeyKind.none());
    return ApiKey.of(identity, key.settings(), key.secrets());
  }

  private static AuditEvent event(OrganizationId organization) {
    return AuditEvent.of(
        new EventId("0".repeat(24)),
        EventType.ORGANIZATION_REVISION_BUMPED,
        AuditEvent.Subject.of(organization),
        Samples.stamp(),
        new TreeMap<>(),
        Optional.empty());
  }
}
