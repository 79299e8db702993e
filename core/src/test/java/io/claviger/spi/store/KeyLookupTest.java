package io.claviger.spi.store;

import static io.claviger.model.Samples.NOW;
import static io.claviger.model.Samples.member;
import static io.claviger.model.Samples.owner;
import static io.claviger.model.Samples.secretId;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.access.Authenticated;
import io.claviger.internal.bridge.InternalAccess;
import io.claviger.internal.bridge.VerificationMemo;
import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeySettings;
import io.claviger.model.InvalidValueException;
import io.claviger.model.KeyKind;
import io.claviger.model.Labels;
import io.claviger.model.Limits;
import io.claviger.model.Organization;
import io.claviger.model.OrganizationSettings;
import io.claviger.model.Role;
import io.claviger.model.Samples;
import io.claviger.model.SecretHint;
import io.claviger.model.SecretInfo;
import io.claviger.model.Whitelist;
import io.claviger.spi.Verifier;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeyLookupTest {
  private static final Verifier VERIFIER = new Verifier("some$verifier");
  private static final Duration HOUR = Duration.ofHours(1);

  private final ApiKey key = member(1);
  private final LookupOrganization organization = LookupOrganization.of(Samples.organization());

  @Test
  void ofWholeValuesItIsWhatARequestNeedsOfThem() {
    Organization whole = Samples.organization(key);
    KeyLookup found = KeyLookup.of(whole, Samples.stored(key));

    assertEquals(whole.revision(), found.organization().revision());
    assertEquals(key.settings(), settings(found));
    assertEquals(key.secrets().get(0).id(), found.secrets().get(0).id());
    assertEquals(
        KeyLookup.of(
            found.organization(), found.id(), found.publicKey(), settings(found), found.secrets()),
        KeyLookup.of(whole, Samples.stored(key)));
  }

  @Test
  void eachPartMakesADifference() {
    LookupSecret secret = secret(Optional.empty(), Optional.empty());
    KeyLookup one = lookup(List.of(secret));

    assertEquals(one, lookup(List.of(secret)));
    assertNotEquals(one, lookup(List.of()));
    assertNotEquals(one, lookup(List.of(secret(Optional.of(NOW), Optional.empty()))));
    assertNotEquals(one, lookup(List.of(secret(Optional.empty(), Optional.of(HOUR)))));
    assertNotEquals(
        one,
        KeyLookup.of(
            new LookupOrganization(
                organization.id(),
                true,
                organization.revision(),
                Optional.empty(),
                Optional.empty()),
            key.id(),
            key.publicKey(),
            key.settings(),
            List.of(secret)));
    assertNotEquals(one, one.withKind(new KeyKind("service-account")));
    ApiKey other = member(2);
    List<LookupSecret> secrets = List.of(secret);
    assertNotEquals(
        one, KeyLookup.of(organization, other.id(), key.publicKey(), key.settings(), secrets));
    assertNotEquals(
        one, KeyLookup.of(organization, key.id(), other.publicKey(), key.settings(), secrets));
    for (ApiKeySettings settings :
        List.of(
            key.settings().withDescription("another"),
            key.settings().withLabels(Labels.of(Map.of("a", "b"))),
            key.settings().withRoles(List.of(Samples.on(Role.ORG_OWNER))),
            key.settings().withWhitelist(Whitelist.of(List.of(Samples.entry("10.0.0.0/8")))),
            key.settings().withEnabled(false).withExpiry(Optional.empty()),
            key.settings().withEnabled(true).withExpiry(Optional.of(NOW)),
            key.settings().withRateLimit(Optional.of(Limits.Rate.parse("100/60"))))) {
      KeyLookup changed = KeyLookup.of(organization, key.id(), key.publicKey(), settings, secrets);
      assertNotEquals(one, changed);
      assertEquals(settings, settings(changed));
    }
  }

  @Test
  void itCarriesBothRateLimits() {
    Limits.Rate own = new Limits.Rate(999_999_999, Duration.ofDays(1));
    Limits.Rate shared = Limits.Rate.parse("9/1");
    ApiKey limited = key.with(key.settings().withRateLimit(Optional.of(own)));
    Organization whole = Samples.organization(limited);
    OrganizationSettings settings =
        OrganizationSettings.of(
            "Acme", false, Optional.empty(), Limits.standard().withRate(shared));
    KeyLookup found = KeyLookup.of(whole.with(settings), Samples.stored(limited));
    assertEquals(Optional.of(own), found.rateLimit());
    assertEquals(Optional.of(shared), found.organization().rateLimit());
    KeyLookup copy = found.sharing(found.organization(), found.roles(), found.labels());
    assertEquals(Optional.of(own), copy.rateLimit());
    Authenticated request = Samples.authenticated(whole.with(settings), limited, secretId(1), NOW);
    assertEquals(Optional.of(own), request.rateLimit());
    assertEquals(Optional.of(shared), request.organizationRateLimit());
  }

  @Test
  void aKeyWithoutItsOwnRateLimitHasThatOfEachKey() {
    Limits.Rate ofEach = Limits.Rate.parse("50/60");
    OrganizationSettings settings =
        OrganizationSettings.of(
            "Acme", false, Optional.empty(), Limits.standard().withKeyRate(ofEach));
    Organization whole = Samples.organization(key).with(settings);
    Authenticated unlimited = Samples.authenticated(whole, key, secretId(1), NOW);
    assertEquals(Optional.of(ofEach), unlimited.rateLimit());
    assertEquals(Optional.empty(), unlimited.organizationRateLimit());
    Limits.Rate own = Limits.Rate.parse("100/60");
    ApiKey limited = key.with(key.settings().withRateLimit(Optional.of(own)));
    Authenticated request = Samples.authenticated(whole, limited, secretId(1), NOW);
    assertEquals(Optional.of(own), request.rateLimit());
  }

  @Test
  void whatIsRememberedMakesNoDifference() {
    VerificationMemo<LookupSecret> memo = InternalAccess.memo(LookupSecret.class);
    LookupSecret secret = secret(Optional.empty(), Optional.empty());
    memo.remember(secret, 7, 8);
    memo.setUpToDate(secret);
    assertTrue(memo.remembers(secret, 7, 8));
    assertFalse(memo.remembers(secret, 7, 9));
    assertFalse(memo.remembers(secret, 6, 8));
    assertTrue(memo.isUpToDate(secret));
    assertEquals(secret(Optional.empty(), Optional.empty()), secret);
    assertEquals(secret(Optional.empty(), Optional.empty()).hashCode(), secret.hashCode());
    memo.remember(secret, 9, 9);
    assertFalse(memo.remembers(secret, 7, 8));
    assertFalse(memo.isUpToDate(secret), "another instance may have other peppers");
  }

  @Test
  void whatIsSharedIsEqual() {
    KeyLookup one = lookup(List.of(secret(Optional.empty(), Optional.empty())));
    KeyLookup two = lookup(List.of(secret(Optional.empty(), Optional.empty())));
    KeyLookup shared = two.sharing(one.organization(), one.roles(), one.labels());
    assertEquals(two, shared);
    assertSame(one.roles(), shared.roles());
    assertSame(two.secrets().get(0), shared.secrets().get(0));
    assertThrows(
        IllegalArgumentException.class,
        () -> one.sharing(organization, one.roles(), Labels.of(Map.of("a", "b"))));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            KeyLookup.of(Samples.organization(owner(9)), Samples.stored(owner(9)))
                .sharing(organization, one.roles(), one.labels()));
  }

  @Test
  void noVerifierIsPrinted() {
    KeyLookup one = lookup(List.of(secret(Optional.empty(), Optional.empty())));
    assertFalse((one + " " + one.secrets()).contains("verifier"), one::toString);
  }

  @Test
  void itsSecretsAreItsOwn() {
    List<LookupSecret> secrets =
        new ArrayList<>(List.of(secret(Optional.empty(), Optional.empty())));
    KeyLookup found = lookup(secrets);
    secrets.clear();
    assertEquals(1, found.secrets().size());
    assertThrows(UnsupportedOperationException.class, () -> found.secrets().clear());
  }

  @Test
  void itHasNoMoreSecretsThanAKey() {
    LookupSecret secret = secret(Optional.empty(), Optional.empty());
    assertEquals(10_000, lookup(Collections.nCopies(10_000, secret)).secrets().size());
    InvalidValueException refused =
        assertThrows(
            InvalidValueException.class, () -> lookup(Collections.nCopies(10_001, secret)));
    assertEquals(
        "invalid secrets of a key \"10001\": must be at most 10000; delete some that have expired",
        refused.getMessage());
  }

  @Test
  void aSecretIsAsStrictAsOneThatIsStored() {
    assertEquals(100, withVerifiers(100).verifiers().size());
    assertThrows(InvalidValueException.class, () -> withVerifiers(101));
    assertThrows(
        InvalidValueException.class,
        () -> secret(Optional.empty(), Optional.of(SecretInfo.MAX_GRACE.plusSeconds(1))));
    assertEquals(
        secret(Optional.of(NOW), Optional.of(HOUR)),
        secret(Optional.of(NOW.plusNanos(999)), Optional.of(HOUR.plusNanos(999))));
  }

  @Test
  void aSecretHasThePrefixOfItsToken() {
    for (String prefix : List.of("acme", "acme_live")) {
      LookupSecret token = withHint(prefix + "_4k9z0c71m2x8qd5t_********");
      assertEquals(Optional.of(prefix), token.tokenPrefix());
      assertEquals(List.of(VERIFIER), token.verifiers());
      assertNotEquals(withHint("********"), token);
      assertEquals(withHint(prefix + "_0000000000000000_********"), token);
    }
    for (String other : List.of("********", "********-****-****-7b04d2f8a5c3", "acme_********")) {
      assertEquals(Optional.empty(), withHint(other).tokenPrefix());
      assertEquals(List.of(VERIFIER), withHint(other).verifiers());
    }
    assertEquals(List.of(), withVerifiers(0).verifiers());
  }

  private static LookupSecret withHint(String hint) {
    return new LookupSecret(
        secretId(1), new SecretHint(hint), Optional.empty(), Optional.empty(), List.of(VERIFIER));
  }

  private static ApiKeySettings settings(KeyLookup found) {
    return ApiKeySettings.of(
        found.description(),
        found.labels(),
        found.roles(),
        found.whitelist(),
        found.isEnabled(),
        found.expiresAt(),
        found.rateLimit(),
        Optional.empty());
  }

  private KeyLookup lookup(List<LookupSecret> secrets) {
    return KeyLookup.of(organization, key.id(), key.publicKey(), key.settings(), secrets);
  }

  private static LookupSecret secret(Optional<Instant> expiry, Optional<Duration> grace) {
    return new LookupSecret(secretId(1), SecretHint.hidden(), expiry, grace, List.of(VERIFIER));
  }

  private static LookupSecret withVerifiers(int count) {
    return new LookupSecret(
        secretId(1),
        SecretHint.hidden(),
        Optional.empty(),
        Optional.empty(),
        Collections.nCopies(count, VERIFIER));
  }
}
