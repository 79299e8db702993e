package io.claviger.store.tck.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.AuditEvent;
import io.claviger.model.ErrorCode;
import io.claviger.model.EventType;
import io.claviger.model.GracePeriod;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.NewApiKey;
import io.claviger.model.OrganizationId;
import io.claviger.model.Role;
import io.claviger.store.tck.StorePart;
import io.claviger.store.tck.internal.Race;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rotations of one key by many threads: each is atomic. */
abstract class RotationGroup extends ContractGroup {
  private static final int CALLERS = 8;
  private static final Duration HOUR = Duration.ofHours(1);

  private Fixture fixture;
  private OrganizationId id;
  private IssuedApiKey old;

  @BeforeEach
  void createKey() {
    fixture = new Fixture(opened());
    id = fixture.newOrganization().organization().id();
    old = fixture.asApplication().create(id, NewApiKey.of("rotated", Role.ORG_MEMBER));
  }

  @Test
  void ofManyRotationsAtOnceOnlyAsManySucceedAsSecretsMayLive() throws Exception {
    Snapshot before = fixture.snapshot(id);

    List<Outcome<IssuedApiKey>> outcomes =
        Race.run(CALLERS, i -> Outcome.of(() -> rotate(GracePeriod.untilDeleted())));

    List<IssuedApiKey> issued =
        outcomes.stream().flatMap(outcome -> outcome.answer().stream()).toList();
    assertEquals(1, issued.size(), "one beside the old secret");
    outcomes.stream()
        .filter(outcome -> !outcome.allowed())
        .forEach(outcome -> outcome.assertRefused(ErrorCode.TOO_MANY_SECRETS));
    assertTrue(fixture.isAccepted(issued.get(0)));
    assertTrue(fixture.isAccepted(old));
    if (keepsEvents()) {
      assertEquals(1, fixture.snapshot(id).eventsSince(before).size());
    }
  }

  @Test
  void ofManyRotationsWithoutGracePeriodTheLastOneRemains() throws Exception {
    List<IssuedApiKey> all = Race.run(CALLERS, i -> rotate(GracePeriod.none()));

    ApiKey key = fixture.asApplication().get(id, keyId());
    assertEquals(1, key.secrets().size());
    List<IssuedApiKey> accepted = all.stream().filter(fixture::isAccepted).toList();
    assertEquals(1, accepted.size());
    assertEquals(key.secrets().get(0).id(), accepted.get(0).secretId());
    assertFalse(fixture.isAccepted(old));
  }

  @Test
  @Needs(StorePart.EVENTS)
  void manyFirstUsesOfANewSecretCountOnce() throws Exception {
    IssuedApiKey fresh = rotate(GracePeriod.afterFirstUse(HOUR));
    Snapshot before = fixture.snapshot(id);

    List<Boolean> accepted = Race.run(CALLERS, i -> fixture.isAccepted(fresh));
    assertFalse(accepted.contains(false));
    // On a slow machine all of them may have given up; then the next use makes up for it.
    assertTrue(fixture.isAccepted(fresh));

    List<EventType> events =
        fixture.snapshot(id).eventsSince(before).stream().map(AuditEvent::type).toList();
    assertEquals(List.of(EventType.API_KEY_SECRET_ENDING), events);
    fixture.advance(HOUR.minusNanos(1000));
    assertTrue(fixture.isAccepted(old));
    fixture.advance(Duration.ofNanos(1000));
    assertFalse(fixture.isAccepted(old));
  }

  private ApiKeyId keyId() {
    return old.apiKey().id();
  }

  private IssuedApiKey rotate(GracePeriod grace) {
    return fixture.asApplication().rotate(id, keyId(), grace);
  }
}
