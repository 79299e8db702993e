package io.claviger.oauth;

import static io.claviger.oauth.OAuthFixture.ACME;
import static io.claviger.oauth.OAuthFixture.P1;
import static io.claviger.oauth.OAuthFixture.START;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.ApiKeys;
import io.claviger.Peppers;
import io.claviger.access.AccessRequest;
import io.claviger.access.Authenticated;
import io.claviger.access.Authorizer;
import io.claviger.access.Credential;
import io.claviger.access.Decision;
import io.claviger.http.access.ApiKeyPrincipal;
import io.claviger.http.access.HttpAccess;
import io.claviger.http.access.HttpDecision;
import io.claviger.http.access.IncomingRequest;
import io.claviger.model.AccessToken;
import io.claviger.model.AccessTokenId;
import io.claviger.model.ApiKeyId;
import io.claviger.model.ApiKeyPatch;
import io.claviger.model.CidrBlock;
import io.claviger.model.ErrorCode;
import io.claviger.model.GracePeriod;
import io.claviger.model.InvalidValueException;
import io.claviger.model.IpAddress;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.NewApiKey;
import io.claviger.model.Permission;
import io.claviger.model.Role;
import io.claviger.model.RoleAssignment;
import io.claviger.model.RoleGrants;
import io.claviger.model.RuleViolationException;
import io.claviger.model.Scope;
import io.claviger.model.SecretId;
import io.claviger.oauth.internal.token.SealedToken;
import io.claviger.oauth.internal.token.TokenSeal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a token is worth when it is used: never more than its key is now. */
class AccessTokenUseTest {
  private static final RoleAssignment READER = RoleAssignment.onOrganization(Role.ORG_READ_ONLY);
  private static final IpAddress HERE = IpAddress.parse("192.0.2.1");

  private final OAuthFixture fixture = OAuthFixture.open();
  private final IssuedApiKey key =
      fixture.create(
          NewApiKey.of("ci", Role.ORG_READ_ONLY, OAuthFixture.BILLING)
              .withProjectRole(P1, Role.PROJECT_OWNER));
  private final ApiKeyId id = key.apiKey().id();
  private final String token = fixture.issued(key, "");

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void itEndsAtItsExpiry() {
    fixture.clock.set(START.plusSeconds(3_600).minusNanos(1_000));
    assertEquals(Optional.of(START.plusSeconds(3_600)), fixture.admitted(token).expiresAt());
    fixture.clock.set(START.plusSeconds(3_600));
    assertEquals("TOKEN_EXPIRED", fixture.refused(token));
  }

  @Test
  void itEndsWithItsKey() {
    fixture.application.update(ACME, id, ApiKeyPatch.nothing().disable());
    assertEquals("DISABLED", fixture.refused(token));
    fixture.application.update(ACME, id, ApiKeyPatch.nothing().enable());
    assertEquals(id, fixture.admitted(token).id());
    fixture.application.update(ACME, id, ApiKeyPatch.nothing().expireAt(START.plusSeconds(60)));
    fixture.clock.advance(Duration.ofSeconds(60));
    assertEquals("EXPIRED", fixture.refused(token));
    fixture.application.revoke(ACME, id);
    assertEquals("UNKNOWN_KEY", fixture.refused(token));
  }

  @Test
  void itEndsWithItsSecretAndLivesOnWithAnother() {
    IssuedApiKey rotated =
        fixture.application.rotate(ACME, id, GracePeriod.of(Duration.ofMinutes(1)));
    String young = fixture.issued(rotated, "");
    assertEquals(rotated.secretId(), fixture.admitted(young).secretId());
    assertEquals(key.secretId(), fixture.admitted(token).secretId());
    fixture.clock.advance(Duration.ofMinutes(1));
    assertEquals("SECRET_EXPIRED", fixture.refused(token));
    fixture.application.deleteSecret(ACME, id, key.secretId());
    assertEquals("WRONG_SECRET", fixture.refused(token));
    assertEquals(id, fixture.admitted(young).id());
  }

  @Test
  void itIsJudgedByTheWhitelistOfTheKey() {
    fixture.application.addToWhitelist(ACME, id, List.of(CidrBlock.parse("198.51.100.0/24")));
    assertEquals("403", fixture.refused(token));
  }

  @Test
  void aWholeTokenHasTheRolesThatTheKeyHasNow() {
    fixture.application.update(
        ACME, id, ApiKeyPatch.nothing().replaceOrganizationRoles(Role.ORG_OWNER));
    assertTrue(fixture.admitted(token).holds(Role.ORG_OWNER));
  }

  @Test
  void aDownscopedTokenLosesARoleWithTheKeyAndGainsNone() {
    String downscoped = fixture.issued(key, "&scope=ORG_READ_ONLY");
    assertEquals(Set.of(READER), fixture.admitted(downscoped).roles());
    fixture.application.update(
        ACME, id, ApiKeyPatch.nothing().replaceOrganizationRoles(OAuthFixture.BILLING));
    assertEquals(Set.of(), fixture.admitted(downscoped).roles());
    fixture.application.update(
        ACME, id, ApiKeyPatch.nothing().replaceOrganizationRoles(Role.ORG_OWNER));
    assertEquals(Set.of(READER), fixture.admitted(downscoped).roles());
  }

  /** By each way in which an application asks. */
  @Test
  void aDownscopedTokenReachesNothingMore() {
    Permission read = new Permission("things.read");
    Permission pay = new Permission("bills.pay");
    RoleGrants grants =
        RoleGrants.of(OAuthFixture.ROLES)
            .grant(Role.ORG_READ_ONLY, read)
            .grant(OAuthFixture.BILLING, pay)
            .grant(Role.PROJECT_READ_ONLY, pay);
    HttpAccess access =
        HttpAccess.builder(fixture.claviger, grants)
            .accept(fixture.tokens)
            .log(decision -> {})
            .build();
    String downscoped = fixture.issued(key, "&scope=ORG_READ_ONLY");
    ApiKeyPrincipal principal =
        assertInstanceOf(HttpDecision.Admitted.class, OAuthFixture.use(access, downscoped))
            .principal();
    Authenticated reader = principal.key();
    assertEquals(Set.of(READER), reader.roles());
    assertFalse(reader.holds(OAuthFixture.BILLING));
    assertEquals(Set.of("ORG_READ_ONLY", "things.read"), principal.authorities());
    assertFalse(principal.hasPermission(pay));
    assertFalse(principal.hasPermission(pay, Scope.project(P1)));
    assertTrue(principal.hasPermission(read, Scope.project(P1)));
    Authorizer authorizer = new Authorizer(grants);
    assertInstanceOf(
        Decision.Allowed.class, authorizer.decide(reader, AccessRequest.of(ACME, read, HERE)));
    assertInstanceOf(
        Decision.Denied.class, authorizer.decide(reader, AccessRequest.of(ACME, pay, HERE)));
    assertEquals(403, refusal(access, downscoped, pay).status());
  }

  private static HttpDecision.Refused refusal(HttpAccess access, String text, Permission needed) {
    return assertInstanceOf(
        HttpDecision.Refused.class,
        access.decide(
            new IncomingRequest(
                name -> name.equals("Authorization") ? List.of("Bearer " + text) : List.of(),
                "GET",
                "/",
                Optional.of("192.0.2.1")),
            needed));
  }

  @Test
  void aDownscopedTokenMakesNoCallOfManagement() {
    String downscoped = fixture.issued(key, "&scope=ORG_READ_ONLY");
    ApiKeys keys = fixture.claviger.actingAs(fixture.admitted(downscoped).caller(HERE));
    assertEquals(
        ErrorCode.NOT_ALLOWED,
        assertThrows(RuleViolationException.class, () -> keys.get(ACME, id)).code());
  }

  @Test
  void aWholeTokenManagesAsItsKeyUntilItIsOver() {
    ApiKeys keys = fixture.claviger.actingAs(fixture.admitted(token).caller(HERE));
    assertEquals(id, keys.get(ACME, id).id());
    fixture.revoke(key, token);
    assertEquals(
        ErrorCode.CALLING_KEY_NOT_VALID,
        assertThrows(RuleViolationException.class, () -> keys.get(ACME, id)).code());
  }

  @Test
  void noTokenIsMadeOfAToken() {
    Authenticated whole = fixture.admitted(token);
    Authenticated downscoped = fixture.admitted(fixture.issued(key, "&scope=ORG_READ_ONLY"));
    for (Authenticated each : List.of(whole, downscoped)) {
      assertThrows(InvalidValueException.class, () -> fixture.tokens.issue(each));
      assertThrows(InvalidValueException.class, () -> fixture.tokens.issue(each, Set.of(READER)));
    }
  }

  @Test
  void onlyRolesOfTheKeyAreIssued() {
    Authenticated its = fixture.authenticated(key);
    assertEquals(Optional.of(Set.of(READER)), fixture.tokens.issue(its, Set.of(READER)).roles());
    RoleAssignment owner = RoleAssignment.onOrganization(Role.ORG_OWNER);
    for (Set<RoleAssignment> wrong :
        List.of(Set.<RoleAssignment>of(), Set.of(owner), Set.of(READER, owner))) {
      assertThrows(InvalidValueException.class, () -> fixture.tokens.issue(its, wrong));
    }
  }

  @Test
  void anotherApplicationOnTheSameStoreDoesNotAcceptIt() {
    AccessTokens other = fixture.tokens("https://other.example");
    AccessTokens otherPepper =
        AccessTokens.builder(
                fixture.claviger, Peppers.of(7, OAuthFixture.pepper(8)), "https://api.acme.example")
            .build();
    for (AccessTokens each : List.of(other, otherPepper)) {
      assertEquals(Optional.of(Credential.malformed("")), each.read(token));
    }
    fixture.lookups = 0;
    String foreign = other.issue(fixture.authenticated(key)).text();
    assertEquals(1, fixture.lookups);
    int last = token.length() - 2;
    String forged = token.substring(0, last) + (token.charAt(last) == 'A' ? 'B' : 'A');
    for (String wrong : List.of(foreign, forged + token.charAt(last + 1))) {
      assertEquals("MALFORMED", fixture.refused(wrong));
    }
    assertEquals(1, fixture.lookups, "no read of the store");
  }

  @Test
  void aTokenUnderAnOlderPepperIsAcceptedWhileThatVerifies() {
    Peppers rolled = Peppers.of(8, OAuthFixture.pepper(8)).alsoVerifying(7, OAuthFixture.pepper(7));
    AccessTokens later =
        AccessTokens.builder(fixture.claviger, rolled, "https://api.acme.example").build();
    assertTrue(later.read(token).orElseThrow().proof().isPresent());
    String young = later.issue(fixture.authenticated(key)).text();
    assertEquals("MALFORMED", fixture.refused(young), "of a pepper that is unknown here");
  }

  /** A public key that was deleted may be given again. */
  @Test
  void aTokenOfAnotherKeyWithTheSamePublicKeyIsRefused() {
    TokenSeal seal = new TokenSeal(fixture.peppers, "claviger", "https://api.acme.example");
    ApiKeyId former = new ApiKeyId("f".repeat(24));
    SecretId formerSecret = new SecretId("f".repeat(24));
    for (SealedToken wrong : List.of(sealed(former, key.secretId()), sealed(id, formerSecret))) {
      assertEquals("WRONG_SECRET", fixture.refused(seal.seal(wrong)));
    }
    assertEquals(id, fixture.admitted(seal.seal(sealed(id, key.secretId()))).id());
  }

  private SealedToken sealed(ApiKeyId of, SecretId secret) {
    AccessToken its = new AccessToken(of, new AccessTokenId("0".repeat(24)), START.plusSeconds(60));
    return new SealedToken(its, key.apiKey().publicKey(), secret, START, Optional.empty());
  }

  @Test
  void tokensOfOthersAreLeftToOthers() {
    for (String other : List.of("", "a.b.c", "claviger", "claviger_at", "xclaviger_at.x")) {
      assertEquals(Optional.empty(), fixture.tokens.read(other));
    }
    assertEquals(Optional.of(Credential.malformed("")), fixture.tokens.read("claviger_at."));
  }

  @Test
  void nothingThatIsPrintedHasTheToken() {
    IssuedAccessToken issued = fixture.tokens.issue(fixture.authenticated(key));
    assertFalse(issued.toString().contains(issued.text().substring(20)));
    HttpDecision.Refused refused =
        assertInstanceOf(HttpDecision.Refused.class, fixture.use(issued.text() + "x"));
    assertFalse(refused.toString().contains(issued.text().substring(20)));
  }
}
