package io.claviger.http.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.ApiKeys;
import io.claviger.Claviger;
import io.claviger.Peppers;
import io.claviger.access.AccessResult;
import io.claviger.access.Authorizer;
import io.claviger.access.Caller;
import io.claviger.access.Credential;
import io.claviger.access.Rejected;
import io.claviger.access.RequestLimiter;
import io.claviger.http.Authorization;
import io.claviger.http.TrustedProxies;
import io.claviger.model.CidrBlock;
import io.claviger.model.ContentionException;
import io.claviger.model.ErrorCode;
import io.claviger.model.InvalidValueException;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.NewApiKey;
import io.claviger.model.NewOrganization;
import io.claviger.model.OrganizationId;
import io.claviger.model.OutcomeUnknownException;
import io.claviger.model.Permission;
import io.claviger.model.PublicKey;
import io.claviger.model.Role;
import io.claviger.model.RoleGrants;
import io.claviger.model.RuleViolationException;
import io.claviger.model.StoreException;
import io.claviger.model.TokenFormat;
import io.claviger.spi.store.ForwardingApiKeyStore;
import io.claviger.spi.store.KeyLookup;
import io.claviger.store.memory.InMemoryApiKeyStore;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which requests are admitted, and how the others are answered. */
class HttpAccessTest {
  private static final Permission READ = new Permission("reports.read");
  private static final Permission WRITE = new Permission("reports.write");
  private static final RoleGrants GRANTS =
      RoleGrants.none().grant(Role.ORG_READ_ONLY, READ).grant(Role.ORG_OWNER, WRITE);
  private static final OrganizationId ORG = new OrganizationId("acme");
  private static final String HERE = "192.0.2.1";

  private boolean down;
  private Optional<Duration> wait = Optional.empty();
  private final List<HttpDecision> log = new ArrayList<>();
  private final Peppers peppers = Peppers.of(1, new SecureRandom().generateSeed(32));
  private final ForwardingApiKeyStore store =
      new ForwardingApiKeyStore(new InMemoryApiKeyStore()) {
        @Override
        public Optional<KeyLookup> findByPublicKey(PublicKey publicKey) {
          if (down) {
            throw new StoreException(StoreException.Kind.UNREACHABLE, "no connection", null);
          }
          return delegate().findByPublicKey(publicKey);
        }
      };
  private final Claviger claviger = builder().build();
  private final Claviger tokens = builder().tokens(TokenFormat.of("acme")).build();
  private final IssuedApiKey pair = issuePair();
  private final String token =
      keys(tokens)
          .create(
              ORG,
              NewApiKey.of("token", Role.ORG_READ_ONLY)
                  .withWhitelist(CidrBlock.parse("192.0.2.0/24")))
          .privateKey()
          .reveal();
  private final HttpAccess access =
      HttpAccess.builder(claviger, GRANTS)
          .tokenHeader("X-API-Key")
          .accept(new Numbered())
          .log(log::add)
          .build();

  private Claviger.Builder builder() {
    RequestLimiter limiter = (key, address) -> wait;
    return Claviger.builder(store).peppers(peppers).requestLimiter(limiter);
  }

  private IssuedApiKey issuePair() {
    keys(claviger).createOrganization(NewOrganization.named("Acme").withId(ORG));
    return keys(claviger).create(ORG, NewApiKey.of("pair", Role.ORG_READ_ONLY));
  }

  private static ApiKeys keys(Claviger claviger) {
    return claviger.actingAs(Caller.application("test"));
  }

  @AfterEach
  void close() {
    claviger.close();
    tokens.close();
  }

  @Test
  void aKeyIsAdmittedByEveryWayToPresentIt() {
    assertAdmitted(access.decide(request(HERE, "Authorization", "Bearer " + token)));
    assertAdmitted(access.decide(request(HERE, "X-API-Key", token)));
    assertAdmitted(access.decide(request(HERE, "Authorization", basic())));
    String answer = "Digest " + pair.apiKey().publicKey() + " 1";
    assertAdmitted(access.decide(request(HERE, "Authorization", answer)));
    HttpDecision.Refused again = refused(access.decide(request(HERE, "Authorization", answer)));
    assertTrue(challenges(again).get(0).contains("stale=true"), again.toString());
    assertTrue(again.log().contains("REPLAYED_PROOF"), again.log());
  }

  /** The readers see exactly the text of a token, and both halves of a pair. */
  @Test
  void credentialsOfAnotherFormAreRead() {
    HttpAccess reading =
        HttpAccess.builder(claviger, GRANTS)
            .tokenHeader("X-API-Key")
            .tokenReader(text -> text.equals("old-1") ? Credential.token(token) : malformed())
            .pairReader(
                (user, password) -> user.equals("o") ? Credential.token(token) : malformed())
            .log(log::add)
            .build();
    assertAdmitted(reading.decide(request(HERE, "Authorization", "Bearer old-1")));
    assertAdmitted(reading.decide(request(HERE, "X-API-Key", " old-1 ")));
    assertAdmitted(reading.decide(request(HERE, "Authorization", "Basic bzpw")));
    assertEquals(401, refused(reading.decide(request(HERE, "X-API-Key", token))).status());
    assertTrue(reading.presentsCredential(request(HERE, "Authorization", "Bearer old-1")));
    assertFalse(reading.presentsCredential(request(HERE, "Authorization", "Bearer old-2")));
  }

  /** Returns the token with another first digit after its prefix. */
  private static String withAnotherIdentity(String token) {
    return token.substring(0, 5) + (token.charAt(5) == '0' ? '1' : '0') + token.substring(6);
  }

  private static Credential malformed() {
    return Credential.malformed("");
  }

  @Test
  void thePrincipalSaysWhatTheKeyMayDo() {
    HttpDecision decision = access.decide(request(HERE, "X-API-Key", token));
    ApiKeyPrincipal principal = assertInstanceOf(HttpDecision.Admitted.class, decision).principal();
    assertEquals(Set.of("ORG_READ_ONLY", "reports.read"), principal.authorities());
    assertTrue(principal.hasAuthority("reports.read"));
    assertTrue(principal.hasPermission(READ));
    assertFalse(principal.hasPermission(WRITE));
    assertFalse(principal.hasAuthority("reports.write"));
    assertEquals(principal.key().id().value(), principal.getName());
    assertEquals(HERE, principal.address().toString());
    assertEquals(principal.key().id(), principal.caller().apiKey());
  }

  @Test
  void whoIsNotAuthenticatedIsChallengedInOrder() {
    HttpDecision.Refused refused = refused(access.decide(request(HERE)));
    assertEquals(401, refused.status());
    List<String> challenges = challenges(refused);
    assertEquals(
        List.of(
            "Digest realm=\"realm\", stale=false",
            "Basic realm=\"API\"",
            "Bearer realm=\"API\"",
            "ApiKey realm=\"API\", header=\"X-API-Key\""),
        challenges);
    assertEquals(
        "{\"type\":\"about:blank\",\"title\":\"Unauthorized\",\"status\":401,"
            + "\"detail\":\"no API key was sent;"
            + " send it in X-API-Key or Authorization (Basic, Bearer, Digest)\"}",
        refused.response().body());
    assertTrue(refused.response().headers().contains(new HttpHeader("Cache-Control", "no-store")));
    assertTrue(
        refused
            .response()
            .headers()
            .contains(new HttpHeader("Content-Type", "application/problem+json")));
    assertEquals(List.of(refused), log);
    assertEquals(
        "401 GET /reports from 192.0.2.1:" + " Unauthenticated[rejection=Rejected[reason=MISSING]]",
        refused.log());
  }

  /** Outsiders see one answer for all of these. */
  @Test
  void everyRejectionLooksTheSame() {
    String wrong = shown(access.decide(request(HERE, "X-API-Key", withAnotherIdentity(token))));
    assertTrue(wrong.contains("invalid credentials"), wrong);
    for (String[] headers :
        List.of(
            new String[] {"X-API-Key", "acme_" + "0".repeat(16) + "_x"},
            new String[] {"Authorization", "Bearer eyJhbGciOiJIUzI1NiJ9.e30.x"},
            new String[] {"Authorization", "Negotiate abc"},
            new String[] {"Authorization", "Digest nonsense"},
            new String[] {"Authorization", basic(), "Authorization", basic()},
            new String[] {"X-API-Key", token, "Authorization", "Bearer " + token},
            new String[] {"X-API-Key", token, "X-API-Key", token})) {
      assertEquals(wrong, shown(access.decide(request(HERE, headers))));
    }
  }

  @Test
  void whatAKeyMayNotDoIsForbidden() {
    HttpDecision.Refused elsewhere =
        refused(access.decide(request("198.51.100.1", "X-API-Key", token)));
    assertEquals(403, elsewhere.status());
    assertTrue(elsewhere.log().contains("ADDRESS_NOT_LISTED"), elsewhere.log());
    assertEquals(List.of(), challenges(elsewhere));
    IncomingRequest request = request(HERE, "X-API-Key", token);
    assertAdmitted(access.decide(request, READ));
    HttpDecision.Refused lacking = refused(access.decide(request, WRITE));
    assertEquals(403, lacking.status());
    assertTrue(lacking.log().contains("PERMISSION_NOT_GRANTED"), lacking.log());
  }

  @Test
  void aClientIsToldWhenToTryAgain() {
    wait = Optional.of(Duration.ofMillis(1001));
    HttpDecision.Refused limited = refused(access.decide(request(HERE, "X-API-Key", token)));
    assertEquals(429, limited.status());
    assertTrue(limited.response().headers().contains(new HttpHeader("Retry-After", "2")));
    down = true;
    HttpDecision.Refused unavailable = refused(access.decide(request(HERE, "X-API-Key", token)));
    assertEquals(503, unavailable.status());
    assertTrue(unavailable.response().headers().contains(new HttpHeader("Retry-After", "1")));
    assertEquals("no connection", unavailable.failure().orElseThrow().getMessage());
  }

  @Test
  void aLimiterCanRefuseForTheLongestTimeThereIs() {
    wait = Optional.of(Duration.ofSeconds(Long.MAX_VALUE, 1));
    HttpDecision.Refused limited = refused(access.decide(request(HERE, "X-API-Key", token)));
    assertEquals(429, limited.status());
    assertTrue(
        limited.response().headers().contains(new HttpHeader("Retry-After", "" + Long.MAX_VALUE)));
  }

  @Test
  void theAddressIsThatOfTheClientBehindProxies() {
    HttpAccess proxied =
        HttpAccess.builder(claviger, GRANTS)
            .tokenHeader("X-API-Key")
            .proxies(TrustedProxies.xForwardedFor(CidrBlock.parse("10.0.0.0/8")))
            .log(log::add)
            .build();
    assertAdmitted(
        proxied.decide(
            request("10.0.0.1", "X-API-Key", token, "x-forwarded-for", "6.6.6.6, 192.0.2.9")));
    HttpDecision.Refused unnamed = refused(proxied.decide(request("10.0.0.1", "X-API-Key", token)));
    assertEquals(400, unnamed.status());
    assertTrue(unnamed.log().contains("did not name the client"), unnamed.log());
  }

  @ParameterizedTest
  @ValueSource(strings = {"[2001:db8::1]", "fe80::1%eth0", "::ffff:192.0.2.1"})
  void aPeerIsReadAsServersReportIt(String peer) {
    assertAdmitted(access.decide(request(peer, "Authorization", basic())));
  }

  @Test
  void aConnectionWithoutAnAddressIsRefused() {
    IncomingRequest request = new IncomingRequest(name -> List.of(), "GET", "/", Optional.empty());
    assertEquals(400, refused(access.decide(request)).status());
    assertEquals(400, refused(access.decide(request("unix:/run/app"))).status());
  }

  @Test
  void theHeaderIsLeftToOthersIfNoSchemeOfItIsAccepted() {
    HttpAccess own =
        HttpAccess.builder(claviger, GRANTS).schemes().tokenHeader("X-API-Key").build();
    assertAdmitted(
        own.decide(request(HERE, "X-API-Key", token, "Authorization", "Bearer of.a.user")));
    assertFalse(own.presentsCredential(request(HERE, "Authorization", basic())));
    assertEquals(
        List.of("ApiKey realm=\"API\", header=\"X-API-Key\""),
        challenges(refused(own.decide(request(HERE)))));
  }

  @Test
  void aCredentialForOthersBesideATokenIsIgnored() {
    assertAdmitted(
        access.decide(request(HERE, "X-API-Key", token, "Authorization", "Bearer of.a.user")));
    assertAdmitted(
        access.decide(request(HERE, "X-API-Key", " ", "Authorization", "Bearer " + token)));
    assertEquals(
        401,
        refused(access.decide(request(HERE, "X-API-Key", token, "Authorization", basic())))
            .status());
  }

  @Test
  void aSchemeThatIsNotAcceptedIsRejected() {
    HttpAccess bearer =
        HttpAccess.builder(claviger, GRANTS).schemes(AuthorizationScheme.BEARER).build();
    assertEquals(401, refused(bearer.decide(request(HERE, "Authorization", basic()))).status());
    assertFalse(bearer.presentsCredential(request(HERE, "Authorization", basic())));
  }

  @Test
  void credentialsOfOthersAreToldApart() {
    assertPresents(true, "Authorization", "Bearer " + token);
    assertPresents(true, "Authorization", basic());
    assertPresents(true, "Authorization", "Digest x");
    assertPresents(true, "X-API-Key", "anything");
    assertPresents(false, "Authorization", "Bearer of.a.user");
    assertPresents(false);
  }

  private void assertPresents(boolean presents, String... headers) {
    IncomingRequest request = request(HERE, headers);
    assertEquals(presents, access.presentsCredential(request));
    assertEquals(
        presents ? Optional.of(access.decide(request).getClass()) : Optional.empty(),
        access.decideIfPresented(request).map(Object::getClass));
  }

  @Test
  void eachHeaderIsReadOnce() {
    List<String> read = new ArrayList<>();
    IncomingRequest request = request(HERE, "Authorization", "Bearer " + token);
    RequestHeaders counting =
        name -> {
          read.add(name);
          return request.headers().values(name);
        };
    assertTrue(
        access
            .decideIfPresented(
                new IncomingRequest(counting, request.method(), request.target(), request.peer()))
            .isPresent());
    assertEquals(Set.copyOf(read).size(), read.size(), read.toString());
  }

  @Test
  void aWhitelistThatIsOnlyReportedIsLogged() {
    HttpAccess reporting =
        HttpAccess.builder(claviger, new Authorizer(GRANTS).reportOnly())
            .tokenHeader("X-API-Key")
            .tokenHeader("x-api-key")
            .log(log::add)
            .build();
    assertAdmitted(reporting.decide(request(HERE, "X-API-Key", token)));
    assertEquals(List.of(), log);
    HttpDecision elsewhere = reporting.decide(request("8.8.8.8", "X-API-Key", token));
    assertAdmitted(elsewhere);
    assertEquals(List.of(elsewhere), log);
    assertTrue(elsewhere.toString().contains("ADDRESS_NOT_LISTED"), elsewhere.toString());
  }

  @Test
  void aRefusalOfManagementHasTheHeadersOfItsStatus() {
    HttpDecision.Refused invalid =
        access.refusal(new RuleViolationException(ErrorCode.CALLING_KEY_NOT_VALID, "disabled"));
    assertEquals(401, invalid.status());
    assertEquals(4, challenges(invalid).size());
    HttpDecision.Refused down =
        access.refusal(new StoreException(StoreException.Kind.FAULT, "no table", null));
    assertEquals(503, down.status());
    assertTrue(down.response().headers().contains(new HttpHeader("Retry-After", "60")));
    assertFalse(down.response().body().contains("table"), down.response().body());
    HttpDecision.Refused overtaken =
        access.refusal(new ContentionException(new OrganizationId("acme"), 7));
    assertEquals(503, overtaken.status());
    assertTrue(overtaken.response().headers().contains(new HttpHeader("Retry-After", "1")));
    HttpDecision.Refused unknown =
        access.refusal(
            new OutcomeUnknownException(new OrganizationId("acme"), Set.of(), new Exception()));
    assertEquals(500, unknown.status());
    assertTrue(
        unknown.response().headers().stream()
            .noneMatch(header -> header.name().equals("Retry-After")));
  }

  @Test
  void noLogContainsASecret() {
    String secret = token.substring(token.lastIndexOf('_') + 1);
    IncomingRequest request =
        new IncomingRequest(
            name -> List.of(token), "GET", "/a/" + token + "?key=" + token, Optional.of("8.8.8.8"));
    access.decide(request);
    assertEquals(1, log.size());
    assertFalse(log.toString().contains(secret));
    assertFalse(request.toString().contains(secret));
  }

  /** A client may send the whole URI, in which a credential can be written too. */
  @Test
  void noLogContainsTheUserOfATarget() {
    IncomingRequest request =
        new IncomingRequest(
            name -> List.of(), "GET", "http://me:pass@host/a@b?c", Optional.of(HERE));
    assertEquals("GET http://host/a@b", request.toString());
  }

  @Test
  void badOptionsAreRefused() {
    HttpAccessBuilder builder = HttpAccess.builder(claviger, GRANTS);
    assertThrows(InvalidValueException.class, () -> builder.tokenHeader("X API Key"));
    assertThrows(InvalidValueException.class, () -> builder.tokenHeader("authorization"));
    assertThrows(InvalidValueException.class, () -> builder.realm("a\"b"));
    assertThrows(InvalidValueException.class, () -> builder.schemes().build());
    RoleGrants undeclared = RoleGrants.none().grant(new Role("typo"), READ);
    assertThrows(
        InvalidValueException.class, () -> HttpAccess.builder(claviger, undeclared).build());
  }

  private String basic() {
    String both = pair.apiKey().publicKey() + ":" + pair.privateKey().reveal();
    return "Basic "
        + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Returns a request with these headers, given as names and values. */
  @Test
  void aPageGetsNoChallengeThatOpensADialog() {
    IncomingRequest anonymous = request(HERE, "Claviger-Request", "1");
    IncomingRequest bad = request(HERE, "Claviger-Request", "1", "X-API-Key", "bad");
    List<String> expected =
        List.of("Bearer realm=\"API\"", "ApiKey realm=\"API\", header=\"X-API-Key\"");
    assertEquals(expected, challenges(refused(access.decide(anonymous))));
    assertEquals(expected, challenges(refused(access.decide(bad))));
    assertEquals(expected, access.challenges(anonymous).stream().map(HttpHeader::value).toList());
    assertEquals(4, access.challenges(request(HERE)).size());
    assertEquals(
        expected,
        challenges(
            access.refusal(
                new RuleViolationException(ErrorCode.CALLING_KEY_NOT_VALID, "disabled"),
                anonymous)));
  }

  private static IncomingRequest request(String peer, String... headers) {
    List<Map.Entry<String, String>> all = new ArrayList<>();
    for (int i = 0; i < headers.length; i += 2) {
      all.add(Map.entry(headers[i], headers[i + 1]));
    }
    return new IncomingRequest(
        name ->
            all.stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .toList(),
        "GET",
        "/reports?a=b",
        Optional.of(peer));
  }

  private static void assertAdmitted(HttpDecision decision) {
    assertInstanceOf(HttpDecision.Admitted.class, decision, decision::toString);
  }

  private static HttpDecision.Refused refused(HttpDecision decision) {
    return assertInstanceOf(HttpDecision.Refused.class, decision);
  }

  private static List<String> challenges(HttpDecision.Refused refused) {
    return refused.response().headers().stream()
        .filter(header -> header.name().equals("WWW-Authenticate"))
        .map(HttpHeader::value)
        .toList();
  }

  /** Returns what a client sees, without the nonce. */
  private static String shown(HttpDecision decision) {
    HttpDecision.Refused refused = refused(decision);
    return (refused.response().body() + refused.response().headers())
        .replaceAll("nonce=\"[^\"]*\"", "");
  }

  /** Two values, or two places, whatever their order: it is unknown which one the client means. */
  @Test
  void twoCredentialsAreMalformed() {
    String answer = "Digest " + pair.apiKey().publicKey() + " 2";
    for (String[] headers :
        List.of(
            new String[] {"Authorization", answer, "Authorization", basic()},
            new String[] {"Authorization", basic(), "Authorization", answer},
            new String[] {"Authorization", basic(), "Authorization", "Bearer " + token},
            new String[] {"Authorization", answer, "X-API-Key", token},
            new String[] {"Authorization", basic(), "X-API-Key", token})) {
      HttpDecision.Refused refused = refused(access.decide(request(HERE, headers)));
      assertEquals(401, refused.status());
      assertTrue(refused.log().contains("reason=MALFORMED"), refused.log());
      assertTrue(access.presentsCredential(request(HERE, headers)));
    }
    HttpAccess both =
        HttpAccess.builder(claviger, GRANTS)
            .accept(new Numbered())
            .accept(new Numbered())
            .log(log::add)
            .build();
    HttpDecision.Refused refused = refused(both.decide(request(HERE, "Authorization", answer)));
    assertTrue(refused.log().contains("two credentials"), refused.log());
  }

  /** A presentation that fails, or that misses its own credential, opens no other door. */
  @Test
  void aPresentationThatFailsIsMalformed() {
    HttpAccess failing =
        accepting(
            (request, header) -> {
              throw new IllegalStateException("a bug");
            });
    HttpAccess missing = accepting((request, header) -> Optional.of(Credential.missing()));
    for (HttpAccess each : List.of(failing, missing)) {
      HttpDecision.Refused refused = refused(each.decide(request(HERE, "Authorization", basic())));
      assertEquals(401, refused.status());
      assertTrue(refused.log().contains("reason=MALFORMED"), refused.log());
    }
  }

  private HttpAccess accepting(
      BiFunction<IncomingRequest, Authorization, Optional<Credential>> reader) {
    Presentation presentation =
        new Presentation() {
          @Override
          public Optional<Credential> read(IncomingRequest request, Authorization header) {
            return reader.apply(request, header);
          }

          @Override
          public List<String> challenges(String realm, Optional<Rejected> own) {
            return List.of();
          }
        };
    return HttpAccess.builder(claviger, GRANTS).accept(presentation).log(log::add).build();
  }

  /** An error format of the application's own is made of the result. */
  @Test
  void aRefusalHasTheResultOfTheCheck() {
    HttpDecision.Refused refused = refused(access.decide(request(HERE)));
    Rejected rejected =
        assertInstanceOf(AccessResult.Unauthenticated.class, refused.result().orElseThrow())
            .rejection();
    assertEquals(Rejected.Reason.MISSING, rejected.reason());
    assertEquals(
        challenges(refused),
        access.challenges(request(HERE), rejected).stream().map(HttpHeader::value).toList());
  }
}
