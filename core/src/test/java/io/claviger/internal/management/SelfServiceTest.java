package io.claviger.internal.management;

import static io.claviger.internal.management.Fixture.calling;
import static io.claviger.model.Samples.BILLING;
import static io.claviger.model.Samples.NOW;
import static io.claviger.model.Samples.PROJECT;
import static io.claviger.model.Samples.PROJECT_READ_ONLY;
import static io.claviger.model.Samples.READ_ONLY;
import static io.claviger.model.Samples.expiring;
import static io.claviger.model.Samples.key;
import static io.claviger.model.Samples.keyId;
import static io.claviger.model.Samples.on;
import static io.claviger.model.Samples.owner;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.claviger.access.Caller;
import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyPatch;
import io.claviger.model.ErrorCode;
import io.claviger.model.KeyFilter;
import io.claviger.model.Labels;
import io.claviger.model.Limits;
import io.claviger.model.Refusal;
import io.claviger.model.Role;
import io.claviger.model.Samples;
import io.claviger.spi.store.OrganizationChange;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a key that is no owner may do about itself, and no more. */
class SelfServiceTest {
  private static final ApiKey SELF =
      expiring(
          key(1, on(READ_ONLY), on(BILLING), on(PROJECT_READ_ONLY, PROJECT)), NOW.plusSeconds(100));

  private final Rules rules = Fixture.rules();
  private final Fixture fixture = Fixture.with(SELF, owner(2));
  private final Caller caller = calling(SELF);

  @Test
  void dropsRolesOnTheOrganizationAndKeepsThoseOnProjects() {
    OrganizationChange change = done(ApiKeyPatch.nothing().replaceOrganizationRoles(READ_ONLY));
    assertEquals(
        Set.of(on(READ_ONLY), on(PROJECT_READ_ONLY, PROJECT)),
        change.keys().updated().get(0).roles());
    assertEquals(
        List.of("API_KEY_ROLES_CHANGED of 1 {added=[], removed=[BILLING]}"),
        Proposed.events(change));
  }

  @Test
  void gainsNoRole() {
    for (Role role : List.of(Role.ORG_OWNER, Role.ORG_MEMBER, new Role("CREATOR"))) {
      Refusal.expect(
          ErrorCode.CANNOT_GRANT_ROLE,
          List.of(role.name()),
          () -> update(ApiKeyPatch.nothing().replaceOrganizationRoles(READ_ONLY, role)));
    }
  }

  @Test
  void disablesItselfAndCannotGoOn() {
    OrganizationChange change = done(ApiKeyPatch.nothing().disable());
    assertEquals(List.of("API_KEY_DISABLED of 1 {}"), Proposed.events(change));
    Fixture after = fixture.after(change);
    assertFalse(after.key(SELF.id()).isEnabled());
    Refusal.expect(
        ErrorCode.CALLING_KEY_NOT_VALID,
        () -> rules.keys().update(after.seenBy(caller), keyId(1), ApiKeyPatch.nothing().enable()));
  }

  @Test
  void saysThatItIsEnabledWhichItIs() {
    Proposed.nothing(update(ApiKeyPatch.nothing().enable()));
  }

  @Test
  void expiresEarlierNotLater() {
    OrganizationChange change = done(ApiKeyPatch.nothing().expireAt(NOW.plusSeconds(99)));
    assertEquals(
        List.of(
            "API_KEY_EXPIRY_CHANGED of 1 "
                + "{after=2026-11-24T12:01:39Z, before=2026-11-24T12:01:40Z}"),
        Proposed.events(change));
    Refusal.expect(
        ErrorCode.CANNOT_EXTEND_ITSELF,
        List.of(),
        () -> update(ApiKeyPatch.nothing().expireAt(NOW.plusSeconds(100).plusNanos(1000))));
    Refusal.expect(
        ErrorCode.CANNOT_EXTEND_ITSELF,
        List.of(),
        () -> update(ApiKeyPatch.nothing().neverExpire()));
    Proposed.nothing(update(ApiKeyPatch.nothing().expireAt(NOW.plusSeconds(100))));
  }

  @Test
  void givesItselfAnExpiryWhereItHadNone() {
    ApiKey lasting = key(1, on(READ_ONLY));
    Fixture without = Fixture.with(lasting, owner(2));
    Proposal<ApiKey> proposal =
        rules
            .keys()
            .update(
                without.seenBy(calling(lasting)),
                keyId(1),
                ApiKeyPatch.nothing().expireAt(NOW.plusSeconds(1)));
    assertEquals(
        List.of("API_KEY_EXPIRY_CHANGED of 1 {after=2026-11-24T12:00:01Z, before=never}"),
        Proposed.events(Proposed.change(without, calling(lasting), proposal)));
  }

  @Test
  void lowersItsRateLimitAndDoesNotRaiseIt() {
    ApiKey limited = key(1, on(READ_ONLY)).with(SELF.settings().withRateLimit(rate("100/60")));
    Fixture with = Fixture.with(limited, owner(2));
    for (String lower : List.of("99/60", "100/61", "1/86400")) {
      Proposal<ApiKey> proposal = limit(with, limited, lower);
      assertEquals(
          List.of("API_KEY_RATE_LIMIT_CHANGED of 1 {after=" + lower + ", before=100/60}"),
          Proposed.events(Proposed.change(with, calling(limited), proposal)));
    }
    for (String higher : List.of("101/60", "101/86400", "100/59", "1/59")) {
      Refusal.expect(ErrorCode.CANNOT_EXTEND_ITSELF, () -> limit(with, limited, higher));
    }
    Refusal.expect(
        ErrorCode.CANNOT_EXTEND_ITSELF,
        () ->
            rules
                .keys()
                .update(
                    with.seenBy(calling(limited)), keyId(1), ApiKeyPatch.nothing().unlimitRate()));
    // Without a limit of its own, the limiter decides, whose limit may be lower.
    Refusal.expect(
        ErrorCode.CANNOT_EXTEND_ITSELF,
        () -> done(ApiKeyPatch.nothing().limitRate(rate("1/86400").get())));
  }

  private Proposal<ApiKey> limit(Fixture with, ApiKey self, String rate) {
    ApiKeyPatch patch = ApiKeyPatch.nothing().limitRate(rate(rate).get());
    return rules.keys().update(with.seenBy(calling(self)), keyId(1), patch);
  }

  private static Optional<Limits.Rate> rate(String text) {
    return Optional.of(Limits.Rate.parse(text));
  }

  @Test
  void leavesItsLabelsAlone() {
    Labels labels = Labels.of(Map.of("team", "blue"));
    Refusal.expect(ErrorCode.NOT_ALLOWED, () -> update(ApiKeyPatch.nothing().label(labels)));
    Proposed.nothing(update(ApiKeyPatch.nothing().label(Labels.none())));
  }

  @Test
  void hidesNothingForbiddenAmongWhatIsAllowed() {
    ApiKeyPatch allowed =
        ApiKeyPatch.nothing().describe("mine").replaceOrganizationRoles(READ_ONLY).disable();
    Refusal.expect(ErrorCode.CANNOT_EXTEND_ITSELF, () -> update(allowed.neverExpire()));
    Refusal.expect(
        ErrorCode.CANNOT_GRANT_ROLE,
        () -> update(allowed.replaceOrganizationRoles(Role.ORG_OWNER)));
    Refusal.expect(
        ErrorCode.NOT_ALLOWED, () -> update(allowed.label(Labels.of(Map.of("team", "blue")))));
  }

  @Test
  void seesItselfAloneOnTheList() {
    KeyFilter active = KeyFilter.all().inState(ApiKey.State.ACTIVE);
    assertEquals(KeyFilter.all().only(keyId(1)), list(KeyFilter.all()));
    assertEquals(active.only(keyId(1)), list(active));
  }

  private KeyFilter list(KeyFilter filter) {
    return rules.keys().visible(fixture.seenBy(caller), filter).filter();
  }

  private OrganizationChange done(ApiKeyPatch patch) {
    return Proposed.change(fixture, caller, update(patch));
  }

  private Proposal<ApiKey> update(ApiKeyPatch patch) {
    return rules.keys().update(fixture.seenBy(caller), Samples.keyId(1), patch);
  }
}
