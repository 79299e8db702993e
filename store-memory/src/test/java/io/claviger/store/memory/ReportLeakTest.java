package io.claviger.store.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.ApiKeys;
import io.claviger.Claviger;
import io.claviger.access.Authenticated;
import io.claviger.access.Caller;
import io.claviger.access.Credential;
import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyPatch;
import io.claviger.model.AuditEvent;
import io.claviger.model.ClavigerException;
import io.claviger.model.ErrorCode;
import io.claviger.model.EventQuery;
import io.claviger.model.EventType;
import io.claviger.model.GracePeriod;
import io.claviger.model.IpAddress;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.NewApiKey;
import io.claviger.model.NewOrganization;
import io.claviger.model.OrganizationId;
import io.claviger.model.Role;
import io.claviger.model.RuleViolationException;
import io.claviger.model.SecretInfo;
import io.claviger.model.TokenFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A reported secret ends, and nothing else of its key does. */
class ReportLeakTest {
  private static final OrganizationId ORG = new OrganizationId("acme");
  private static final NewApiKey KEY = NewApiKey.of("key", Role.ORG_MEMBER);
  private static final Instant START = Instant.parse("2026-11-24T12:00:00Z");

  private Instant now = START;
  private final InMemoryApiKeyStore store = new InMemoryApiKeyStore();
  private final Claviger claviger =
      Claviger.builder(store).clock(() -> now).tokens(TokenFormat.of("acme_live")).build();
  private final ApiKeys keys = claviger.actingAs(Caller.application("incident"));
  private final IssuedApiKey owner =
      keys.createOrganization(NewOrganization.named("Acme").withId(ORG)).firstKey();

  @Test
  void aGoodSecretEndsAndTheOthersOfItsKeyStay() {
    IssuedApiKey old = keys.create(ORG, KEY);
    ApiKey key = old.apiKey();
    IssuedApiKey fresh = keys.rotate(ORG, key.id(), GracePeriod.untilDeleted());

    assertEquals(revoked(old), keys.reportLeak(credential(old)));

    assertFalse(isGood(old));
    assertEquals(List.of(fresh.secretId()), secrets(key));
    assertEquals(Authenticated.class, authenticate(fresh).getClass());
    AuditEvent event = keys.events(EventQuery.newest(ORG, 1)).get(0);
    assertEquals(EventType.API_KEY_SECRET_DELETED, event.type());
    assertEquals(Map.of("secret", old.secretId().value(), "leaked", "reported"), event.details());
  }

  @Test
  void aSecondReportChangesNothing() {
    IssuedApiKey leaked = keys.create(ORG, KEY);
    assertEquals(revoked(leaked), keys.reportLeak(credential(leaked)));
    assertUnchanged(Optional.empty(), credential(leaked));
  }

  @Test
  void theConditionOfTheCallCounts() {
    IssuedApiKey leaked = keys.create(ORG, KEY);
    ApiKeys never = keys.onlyIf(key -> false);
    assertThrows(ClavigerException.class, () -> never.reportLeak(credential(leaked)));
    assertTrue(isGood(leaked));
  }

  @Test
  void theStateOfTheKeyDoesNotMatter() {
    IssuedApiKey disabled = keys.create(ORG, KEY.withPair());
    keys.update(ORG, disabled.apiKey().id(), ApiKeyPatch.nothing().disable());
    IssuedApiKey expired = keys.create(ORG, KEY.withExpiry(START.plusSeconds(60)));
    now = START.plus(Duration.ofDays(1));

    for (IssuedApiKey leaked : List.of(disabled, expired)) {
      assertEquals(revoked(leaked), keys.reportLeak(credential(leaked)));
      assertEquals(List.of(), secrets(leaked.apiKey()));
    }
  }

  @Test
  void anExpiredSecretIsFoundAndStays() {
    IssuedApiKey old = keys.create(ORG, KEY);
    IssuedApiKey fresh = keys.rotate(ORG, old.apiKey().id(), GracePeriod.of(Duration.ofHours(1)));
    now = START.plus(Duration.ofHours(1));
    assertUnchanged(
        Optional.of(SecretInfo.Leak.of(ORG, old.apiKey().id(), old.secretId(), false)),
        credential(old));
    assertEquals(List.of(old.secretId(), fresh.secretId()), secrets(old.apiKey()));
  }

  @Test
  void whatIsNoSecretOfAKeyIsUnknown() {
    IssuedApiKey other = keys.create(ORG, KEY.withPair());
    String publicKey = owner.apiKey().publicKey().value();
    for (Credential unknown :
        List.of(
            Credential.missing(),
            Credential.token("acme_live"),
            Credential.pair(publicKey, other.privateKey().reveal()),
            Credential.pair("abcdefgh", other.privateKey().reveal()))) {
      assertUnchanged(Optional.empty(), unknown);
    }
  }

  /** Nobody could revoke its key, but everybody may have the secret. */
  @Test
  void theLastOwnerLosesItsSecretAndGetsAnother() {
    assertEquals(revoked(owner), keys.reportLeak(credential(owner)));
    assertEquals(0, keys.getOrganization(ORG).counters().lastingOwners());
    IssuedApiKey fresh = keys.rotate(ORG, owner.apiKey().id(), GracePeriod.none());
    assertEquals(1, keys.getOrganization(ORG).counters().lastingOwners());
    assertEquals(Authenticated.class, authenticate(fresh).getClass());
  }

  @Test
  void aTokenOfAnUndeclaredPrefixIsFoundToo() {
    Claviger renamed =
        Claviger.builder(store).clock(() -> now).tokens(TokenFormat.of("new")).build();
    ApiKeys renamedKeys = renamed.actingAs(Caller.application("incident"));
    assertEquals(revoked(owner), renamedKeys.reportLeak(credential(owner)));
  }

  @Test
  void onlyTheApplicationReports() {
    Authenticated key = (Authenticated) authenticate(owner);
    for (Caller caller :
        List.of(
            key.caller(IpAddress.parse("192.0.2.1")), Caller.user("ada", ORG, Role.ORG_OWNER))) {
      RuleViolationException refusal =
          assertThrows(
              RuleViolationException.class,
              () -> claviger.actingAs(caller).reportLeak(credential(owner)));
      assertEquals(ErrorCode.NOT_ALLOWED, refusal.code());
    }
    assertEquals(Authenticated.class, authenticate(owner).getClass());
  }

  private void assertUnchanged(Optional<SecretInfo.Leak> expected, Credential reported) {
    var before = keys.getOrganization(ORG);
    assertEquals(expected, keys.reportLeak(reported));
    assertEquals(before, keys.getOrganization(ORG));
  }

  private static Optional<SecretInfo.Leak> revoked(IssuedApiKey leaked) {
    ApiKey key = leaked.apiKey();
    return Optional.of(SecretInfo.Leak.of(ORG, key.id(), leaked.secretId(), true));
  }

  private List<?> secrets(ApiKey key) {
    return keys.get(ORG, key.id()).secrets().stream().map(SecretInfo::id).toList();
  }

  private Object authenticate(IssuedApiKey key) {
    return claviger.authenticator().authenticate(credential(key));
  }

  private boolean isGood(IssuedApiKey key) {
    return authenticate(key) instanceof Authenticated;
  }

  private static Credential credential(IssuedApiKey issued) {
    return Credential.pair(issued.apiKey().publicKey(), issued.privateKey());
  }
}
