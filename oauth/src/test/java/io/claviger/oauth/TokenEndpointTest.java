package io.claviger.oauth;

import static io.claviger.oauth.OAuthFixture.ACME;
import static io.claviger.oauth.OAuthFixture.GRANT;
import static io.claviger.oauth.OAuthFixture.P1;
import static io.claviger.oauth.OAuthFixture.attribute;
import static io.claviger.oauth.OAuthFixture.basic;
import static io.claviger.oauth.OAuthFixture.encode;
import static io.claviger.oauth.OAuthFixture.header;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.access.Credential;
import io.claviger.http.access.HttpResponse;
import io.claviger.model.CidrBlock;
import io.claviger.model.GracePeriod;
import io.claviger.model.InvalidValueException;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.NewApiKey;
import io.claviger.model.Role;
import io.claviger.model.RoleAssignment;
import io.claviger.model.StoreException;
import io.claviger.model.TokenFormat;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client gets for its credentials (RFC 6749, sections 2.3.1, 4.4 and 5). */
class TokenEndpointTest {
  private final OAuthFixture fixture = OAuthFixture.open();
  private final IssuedApiKey key =
      fixture.create(
          NewApiKey.of("ci", Role.ORG_READ_ONLY).withProjectRole(P1, Role.PROJECT_OWNER));

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void aTokenStandsForItsKeyForAnHour() {
    HttpResponse response = fixture.token(key, "");
    assertEquals(200, response.status());
    assertEquals("Bearer", attribute(response, "token_type"));
    assertEquals("3600", attribute(response, "expires_in"));
    assertFalse(response.body().contains("scope"));
    assertEquals(Optional.of("no-store"), header(response, "Cache-Control"));
    assertEquals(Optional.of("no-cache"), header(response, "Pragma"));
    assertEquals(Optional.of("application/json"), header(response, "Content-Type"));
    String token = attribute(response, "access_token");
    assertTrue(token.matches("claviger_at\\.[0-9A-Za-z_-]{100,140}"), token.length() + "");
    assertEquals(key.apiKey().id(), fixture.admitted(token).id());
    assertEquals(key.apiKey().roles(), fixture.admitted(token).roles());
    assertFalse(response.toString().contains(token));
  }

  @Test
  void theSecretMayBeInTheForm() {
    String form =
        "&client_id=" + key.apiKey().publicKey() + "&client_secret=" + key.privateKey().reveal();
    assertEquals(200, fixture.post("/token", Map.of(), GRANT + form).status());
  }

  @Test
  void theIdMayBeInTheFormBesideBasic() {
    assertEquals(200, fixture.token(key, "&client_id=" + key.apiKey().publicKey()).status());
    assertError(400, "invalid_request", fixture.token(key, "&client_id=another"));
  }

  @Test
  void theSchemeAndTheMediaTypeAreInAnyCase() {
    String small = basic(key).replace("Basic", "bAsIc");
    HttpResponse response =
        fixture.post(
            "/token",
            Map.of(
                "Authorization",
                small,
                "Content-Type",
                "Application/X-WWW-Form-Urlencoded; charset=UTF-8"),
            GRANT);
    assertEquals(200, response.status());
  }

  /** Go and oauth4webapi escape the underscore, others do not. */
  @Test
  void aSecretInBasicMayBeFormEncodedOrNot() {
    IssuedApiKey token =
        fixture.create(NewApiKey.of("token", Role.ORG_MEMBER).withToken(TokenFormat.of("acme_ci")));
    String id = token.apiKey().publicKey().value();
    String secret = token.privateKey().reveal();
    for (String sent : new String[] {secret, secret.replace("_", "%5F"), encode(secret)}) {
      HttpResponse response =
          fixture.post("/token", Map.of("Authorization", basic(id, sent)), GRANT);
      assertEquals(200, response.status(), sent.length() + " characters");
    }
  }

  @Test
  void oneCandidateIsTriedWhicheverWayItWasEncoded() {
    OAuthHandler handler =
        fixture
            .builder()
            .clientReader(
                (id, secret) -> {
                  assertEquals("ci%zz|a b", id + "|" + secret);
                  return Credential.malformed("");
                })
            .build();
    Map<String, String> headers = Map.of("Authorization", basic("ci%zz", "a+b"));
    assertEquals(401, OAuthFixture.post(handler, "/token", headers, GRANT).status());
  }

  @ParameterizedTest
  @CsvSource({
    "ORG_READ_ONLY,                               ORG_READ_ONLY",
    "project:p1:PROJECT_READ_ONLY,                  project:p1:PROJECT_READ_ONLY",
    "project:p1:PROJECT_OWNER ORG_READ_ONLY,        ORG_READ_ONLY project:p1:PROJECT_OWNER",
    "ORG_READ_ONLY ORG_READ_ONLY,                 ORG_READ_ONLY",
  })
  void aScopeNamesRolesThatTheKeyHas(String scope, String granted) {
    HttpResponse response = fixture.token(key, "&scope=" + encode(scope));
    assertEquals(200, response.status());
    assertEquals(granted, attribute(response, "scope"));
    assertTrue(fixture.admitted(attribute(response, "access_token")).isDownscoped());
  }

  @Test
  void aScopeHasUpToEightRoles() {
    String eight = "ORG_READ_ONLY ".repeat(8).strip();
    assertEquals(200, fixture.token(key, "&scope=" + encode(eight)).status());
    assertError(
        400, "invalid_scope", fixture.token(key, "&scope=" + encode(eight + " ORG_READ_ONLY")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ORG_OWNER",
        "ORG_MEMBER",
        "project:p2:PROJECT_READ_ONLY",
        "project:p1:ORG_READ_ONLY",
        "project:p1:ORG_OWNER",
        "project:p1:nowhere",
        "project:p1:",
        "project::PROJECT_READ_ONLY",
        "project:P1:PROJECT_READ_ONLY",
        "PROJECT_OWNER",
        "ORG_READ_ONLY  ORG_READ_ONLY",
        " ORG_READ_ONLY",
        "ORG_READ_ONLY ",
        "org_read_only",
        "ORG_READ_ONLY,ORG_MEMBER",
        "\u00e4"
      })
  void anotherScopeIsInvalid(String scope) {
    assertError(400, "invalid_scope", fixture.token(key, "&scope=" + encode(scope)));
  }

  /** An owner has every role, but a mistyped one would make a token without rights. */
  @Test
  void anOwnerNamesDeclaredRolesOnly() {
    IssuedApiKey owner = fixture.create(NewApiKey.of("owner", Role.ORG_OWNER));
    assertEquals(200, fixture.token(owner, "&scope=ORG_MEMBER").status());
    for (String other :
        List.of("ORG_READONLY", "PROJECT_READ_ONLY", "project:foreign:PROJECT_OWNER")) {
      assertError(400, "invalid_scope", fixture.token(owner, "&scope=" + other));
    }
  }

  @Test
  void anEmptyScopeIsNone() {
    HttpResponse response = fixture.token(key, "&scope=");
    assertEquals(200, response.status());
    assertFalse(fixture.admitted(attribute(response, "access_token")).isDownscoped());
  }

  @Test
  void aTokenLastsNoLongerThanItsKeyAndItsSecret() {
    IssuedApiKey ending =
        fixture.create(
            NewApiKey.of("ending", Role.ORG_MEMBER)
                .withExpiry(OAuthFixture.START.plusSeconds(100)));
    assertEquals("100", attribute(fixture.token(ending, ""), "expires_in"));
    fixture.clock.advance(Duration.ofMillis(99_500));
    assertEquals("0", attribute(fixture.token(ending, ""), "expires_in"));
    IssuedApiKey ofSecret =
        fixture.create(
            NewApiKey.of("short secret", Role.ORG_MEMBER)
                .withSecretExpiry(fixture.clock.instant().plusSeconds(200)));
    assertEquals("200", attribute(fixture.token(ofSecret, ""), "expires_in"));
    IssuedApiKey old = fixture.create(NewApiKey.of("rotated", Role.ORG_MEMBER));
    fixture.application.rotate(ACME, old.apiKey().id(), GracePeriod.of(Duration.ofMinutes(10)));
    assertEquals("600", attribute(fixture.token(old, ""), "expires_in"));
  }

  @Test
  void aTokenLastsWhileNobodyUsesTheNewerSecret() {
    GracePeriod planned = GracePeriod.afterFirstUse(Duration.ZERO);
    IssuedApiKey rotated = fixture.application.rotate(ACME, key.apiKey().id(), planned);
    HttpResponse response = fixture.token(key, "");
    assertEquals("3600", attribute(response, "expires_in"));
    fixture.issued(rotated, "");
    fixture.background.runAll();
    assertEquals("SECRET_EXPIRED", fixture.refused(attribute(response, "access_token")));
  }

  @Test
  void aTokenLastsAtLeastAsLongAsItsClientIsTold() {
    fixture.clock.advance(Duration.ofMillis(500));
    String token = fixture.issued(key, "");
    fixture.clock.advance(Duration.ofHours(1).minusMillis(1));
    assertFalse(fixture.admitted(token).isDownscoped());
    fixture.clock.advance(Duration.ofMillis(501));
    assertEquals("TOKEN_EXPIRED", fixture.refused(token));
  }

  /** Each use is judged by the whitelist. */
  @Test
  void aTokenIsGivenToEveryAddress() {
    IssuedApiKey elsewhere =
        fixture.create(
            NewApiKey.of("elsewhere", Role.ORG_MEMBER)
                .withWhitelist(CidrBlock.parse("198.51.100.0/24")));
    String token = fixture.issued(elsewhere, "");
    assertEquals("403", fixture.refused(token));
  }

  @Test
  void anIssueCountsAsAUseOfTheKey() {
    fixture.issued(key, "");
    assertEquals(1, fixture.application.getUsage(ACME, key.apiKey().id()).key().count());
  }

  @Test
  void aKeyGetsFiftyTokensAMinute() {
    for (int i = 0; i < 50; i++) {
      assertEquals(200, fixture.token(key, "").status());
    }
    HttpResponse limited = fixture.token(key, "");
    assertError(429, "slow_down", limited);
    assertEquals(Optional.of("2"), header(limited, "Retry-After"));
    IssuedApiKey other = fixture.create(NewApiKey.of("other", Role.ORG_MEMBER));
    assertEquals(200, fixture.token(other, "").status());
    fixture.ticker.advance(Duration.ofMillis(1_200));
    assertEquals(200, fixture.token(key, "").status());
    assertError(429, "slow_down", fixture.token(key, ""));
  }

  @Test
  void theLimiterOfTheApplicationIsAsked() {
    fixture.wait = Optional.of(Duration.ofMillis(2_500));
    HttpResponse limited = fixture.token(key, "");
    assertError(429, "slow_down", limited);
    assertEquals(Optional.of("3"), header(limited, "Retry-After"));
  }

  @Test
  void aFailureOfTheStoreIsTemporary() {
    fixture.down = true;
    HttpResponse failed = fixture.token(key, "");
    assertError(503, "temporarily_unavailable", failed);
    assertEquals(Optional.of("1"), header(failed, "Retry-After"));
  }

  @Test
  void aFullPoolForSlowHashesIsTemporary() {
    fixture.full = Optional.of(new StoreException(StoreException.Kind.UNREACHABLE, "full", null));
    assertError(503, "temporarily_unavailable", fixture.token(key, ""));
    assertEquals(1, fixture.work.get("check of a scheme"));
  }

  /** As a request with the secret itself does. */
  @Test
  void theFirstUseOfANewSecretEndsTheOlderOne() {
    IssuedApiKey rotated =
        fixture.application.rotate(
            ACME, key.apiKey().id(), GracePeriod.afterFirstUse(Duration.ofMinutes(1)));
    fixture.clock.advance(Duration.ofMinutes(2));
    assertEquals(200, fixture.token(key, "").status());
    assertEquals(200, fixture.token(rotated, "").status());
    fixture.background.runAll();
    fixture.clock.advance(Duration.ofMinutes(1));
    assertError(401, "invalid_client", fixture.token(key, ""));
  }

  @Test
  void aTokenIsIssuedForASecretOnly() {
    String token = fixture.issued(key, "");
    HttpResponse bearer = fixture.post("/token", Map.of("Authorization", "Bearer " + token), GRANT);
    assertError(401, "invalid_client", bearer);
    assertError(
        401,
        "invalid_client",
        fixture.post(
            "/token",
            Map.of("Authorization", basic(key.apiKey().publicKey().value(), token)),
            GRANT));
  }

  /** Otherwise, somebody with a token could have new ones for ever. */
  @Test
  void aTokenIsNoClientWhateverTheReaderOfTheApplicationSays() {
    String token = fixture.issued(key, "");
    OAuthHandler handler =
        fixture
            .builder()
            .clientReader((id, secret) -> fixture.tokens.read(secret).orElseThrow())
            .build();
    Map<String, String> headers = Map.of("Authorization", basic("ci", token));
    assertError(401, "invalid_client", OAuthFixture.post(handler, "/token", headers, GRANT));
    assertError(
        401,
        "invalid_client",
        OAuthFixture.post(handler, "/revoke", headers, "token=" + encode(token)));
    assertEquals(key.apiKey().id(), fixture.admitted(token).id());
  }

  @Test
  void aTokenLastsBetweenASecondAndADay() {
    for (Duration lifetime : List.of(Duration.ofSeconds(1), Duration.ofDays(1))) {
      AccessTokens tokens = lasting(lifetime).build();
      assertEquals(lifetime, tokens.issue(fixture.authenticated(key)).lifetime());
    }
    for (Duration wrong :
        List.of(Duration.ofMillis(999), Duration.ofDays(1).plusNanos(1), Duration.ofSeconds(-2))) {
      assertThrows(InvalidValueException.class, () -> lasting(wrong));
    }
  }

  private AccessTokensBuilder lasting(Duration lifetime) {
    return AccessTokens.builder(fixture.claviger, fixture.peppers, "x").lifetime(lifetime);
  }

  @Test
  void eachResponseCounts() {
    String token = fixture.issued(key, "");
    fixture.issued(key, "&scope=ORG_READ_ONLY");
    fixture.token(key, "&scope=ORG_OWNER");
    fixture.revoke(key, token);
    fixture.revoke(key, "unknown");
    fixture.post("/token", Map.of(), GRANT);
    fixture.post("/token", Map.of(), "");
    fixture.down = true;
    fixture.token(key, "");
    assertEquals(
        new OAuthCounts(
            2,
            1,
            Map.of(
                "invalid_client", 1L,
                "invalid_request", 1L,
                "invalid_scope", 1L,
                "slow_down", 0L,
                "temporarily_unavailable", 1L,
                "unsupported_grant_type", 0L,
                "unsupported_token_type", 0L)),
        fixture.handler.counts());
  }

  @Test
  void rolesOfATokenAreThoseOfItsScope() {
    String token = fixture.issued(key, "&scope=project:p1:PROJECT_READ_ONLY");
    assertEquals(
        Set.of(RoleAssignment.onProject(Role.PROJECT_READ_ONLY, P1)),
        fixture.admitted(token).roles());
  }

  static void assertError(int status, String error, HttpResponse response) {
    assertEquals(status, response.status(), response.body());
    assertEquals(error, attribute(response, "error"));
    assertEquals(Optional.of("no-store"), header(response, "Cache-Control"));
    assertEquals(Optional.of("application/json"), header(response, "Content-Type"));
    assertEquals(
        status == 401 ? Optional.of("Basic realm=\"API\"") : Optional.empty(),
        header(response, "WWW-Authenticate"));
  }
}
