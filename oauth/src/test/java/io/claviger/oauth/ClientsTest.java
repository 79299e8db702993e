package io.claviger.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.ApiKeys;
import io.claviger.Claviger;
import io.claviger.ManagementCall;
import io.claviger.Peppers;
import io.claviger.access.Authenticated;
import io.claviger.access.AuthenticationResult;
import io.claviger.access.Caller;
import io.claviger.access.Credential;
import io.claviger.access.Rejected;
import io.claviger.http.access.HttpAccess;
import io.claviger.http.access.HttpDecision;
import io.claviger.http.access.HttpResponse;
import io.claviger.http.access.IncomingRequest;
import io.claviger.http.digest.Digest;
import io.claviger.http.digest.DigestAlgorithm;
import io.claviger.http.digest.DigestSettings;
import io.claviger.model.ErrorCode;
import io.claviger.model.GracePeriod;
import io.claviger.model.InvalidValueException;
import io.claviger.model.IpAddress;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.KeyFilter;
import io.claviger.model.KeyKind;
import io.claviger.model.NewApiKey;
import io.claviger.model.NewOrganization;
import io.claviger.model.NotFoundException;
import io.claviger.model.OrganizationId;
import io.claviger.model.PageQuery;
import io.claviger.model.Role;
import io.claviger.model.RoleGrants;
import io.claviger.model.RuleViolationException;
import io.claviger.model.SecretId;
import io.claviger.model.TokenFormat;
import io.claviger.spi.Proof;
import io.claviger.spi.Verifier;
import io.claviger.store.memory.InMemoryApiKeyStore;
import io.claviger.test.SettableClock;
import io.claviger.test.SettableExecutor;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Keys of a kind whose secrets are only exchanged for access tokens. */
class ClientsTest {
  private static final OrganizationId ACME = OAuthFixture.ACME;
  private static final Instant YEAR = OAuthFixture.START.plus(Duration.ofDays(365));
  private static final KeyKind ROBOT = new KeyKind("robot");
  private static final IpAddress HERE = IpAddress.parse("192.0.2.1");

  private final InMemoryApiKeyStore store = new InMemoryApiKeyStore();
  private final SettableExecutor background = new SettableExecutor();
  private final SettableClock clock = new SettableClock(OAuthFixture.START);
  private final Peppers peppers = Peppers.of(7, OAuthFixture.pepper(7));
  private final Digest digest =
      Digest.of(
          DigestSettings.of("API", DigestAlgorithm.SHA_256), peppers, clock, new SecureRandom());
  private final Claviger claviger =
      Claviger.builder(store)
          .peppers(peppers)
          .clock(clock)
          .background(background)
          .verifierScheme(digest.scheme())
          .clientKind(ROBOT, TokenFormat.of("acme_robot"))
          .build();
  private final ApiKeys application = claviger.actingAs(Caller.application("test"));
  private final IssuedApiKey owner =
      application.createOrganization(NewOrganization.named("Acme").withId(ACME)).firstKey();
  private final IssuedApiKey robot = application.create(ACME, request());
  private final AccessTokens tokens = AccessTokens.builder(claviger, peppers, "test").build();
  private final OAuthHandler handler = OAuthHandler.builder(claviger, tokens).build();
  private final HttpAccess access =
      HttpAccess.builder(claviger, RoleGrants.none()).accept(tokens).log(decision -> {}).build();

  @AfterEach
  void close() {
    claviger.close();
  }

  private static NewApiKey request() {
    return NewApiKey.of("robot", Role.ORG_OWNER).withKind(ROBOT).withSecretExpiry(YEAR);
  }

  @Test
  void aClientExchangesItsSecretForATokenAndUsesThat() {
    HttpResponse issued =
        OAuthFixture.post(
            handler,
            "/token",
            Map.of("Authorization", OAuthFixture.basic(robot)),
            OAuthFixture.GRANT);
    assertEquals(200, issued.status());
    String token = OAuthFixture.attribute(issued, "access_token");
    assertInstanceOf(HttpDecision.Admitted.class, decide("Bearer " + token));
  }

  @Test
  void theSecretIsNotAcceptedByBasic() {
    assertRefused(decide(OAuthFixture.basic(robot)));
    assertInstanceOf(HttpDecision.Admitted.class, decide(OAuthFixture.basic(owner)));
  }

  @Test
  void theSecretIsNoBearerToken() {
    String secret = robot.privateKey().reveal();
    assertTrue(secret.startsWith("acme_robot_" + robot.apiKey().id() + "_"));
    assertRefused(decide("Bearer " + secret));
  }

  @Test
  void aProofThatNoTokenIsIsNotAccepted() {
    Proof right =
        new Proof() {
          @Override
          public boolean isMadeWith(SecretId secret, List<Verifier> verifiers) {
            return true;
          }

          @Override
          public boolean isFresh(Instant now) {
            return true;
          }
        };
    assertEquals(
        Rejected.of(Rejected.Reason.CLIENT_SECRET),
        claviger.authenticator().authenticate(Credential.proof(robot.apiKey().publicKey(), right)));
    assertInstanceOf(
        Authenticated.class,
        claviger.authenticator().authenticate(Credential.proof(owner.apiKey().publicKey(), right)));
  }

  @Test
  void aClientHasNoVerifiersOfDigestAndGetsNone() {
    assertFalse(verifiers(owner).stream().allMatch(Verifier::isBuiltIn));
    assertTrue(verifiers(robot).stream().allMatch(Verifier::isBuiltIn));
    assertInstanceOf(Authenticated.class, exchange(robot));
    background.runAll();
    assertEquals(1, verifiers(robot).size());
    IssuedApiKey rotated = rotate(YEAR);
    assertEquals(2, verifiers(rotated).size());
    assertTrue(verifiers(rotated).stream().allMatch(Verifier::isBuiltIn));
  }

  @Test
  void aClientHasItsIdAsPublicKeyAndKeepsTheFormOfItsSecret() {
    assertEquals(robot.apiKey().id().value(), robot.apiKey().publicKey().value());
    application.deleteSecret(ACME, robot.apiKey().id(), robot.secretId());
    assertTrue(
        rotate(YEAR).privateKey().reveal().startsWith("acme_robot_" + robot.apiKey().id() + "_"));
  }

  @Test
  void theSecretsOfAClientMustExpireSoItIsNoLastingOwner() {
    assertThrows(
        InvalidValueException.class,
        () -> application.create(ACME, NewApiKey.of("robot", Role.ORG_OWNER).withKind(ROBOT)));
    assertThrows(
        InvalidValueException.class,
        () -> application.rotate(ACME, robot.apiKey().id(), GracePeriod.none()));
    assertFalse(robot.apiKey().isLastingOwner());
    RuleViolationException refused =
        assertThrows(
            RuleViolationException.class, () -> application.revoke(ACME, owner.apiKey().id()));
    assertEquals(ErrorCode.LAST_OWNER_CANNOT_BE_REVOKED, refused.code());
  }

  @Test
  void managementOfOneKindSeesNoOtherKey() {
    ApiKeys robots = application.ofKind(ROBOT);
    ApiKeys ordinary = application.ofKind(KeyKind.none());
    assertEquals(robot.apiKey(), robots.get(ACME, robot.apiKey().id()));
    assertEquals(List.of(robot.apiKey()), robots.list(ACME, PageQuery.first(10)).items());
    assertEquals(List.of(owner.apiKey()), ordinary.stream(ACME, KeyFilter.all()).toList());
    assertNotFound(() -> robots.get(ACME, owner.apiKey().id()));
    assertNotFound(() -> ordinary.getWhitelist(ACME, robot.apiKey().id()));
    assertNotFound(() -> ordinary.revoke(ACME, robot.apiKey().id()));
    assertNotFound(() -> ordinary.check(ACME, ManagementCall.rotateKey(robot.apiKey().id())));
    assertEquals(Map.of(), ordinary.getUsage(ACME, Set.of(robot.apiKey().id())));
    ApiKeys itself = claviger.actingAs(((Authenticated) exchange(robot)).caller(HERE));
    assertNotFound(() -> itself.ofKind(KeyKind.none()).get(ACME, robot.apiKey().id()));
    assertEquals(owner.apiKey(), itself.ofKind(KeyKind.none()).get(ACME, owner.apiKey().id()));
  }

  private static void assertNotFound(Executable call) {
    assertEquals(ErrorCode.API_KEY_NOT_FOUND, assertThrows(NotFoundException.class, call).code());
  }

  @Test
  void theKindOfOrdinaryKeysIsNone() {
    Claviger.Builder builder = Claviger.builder(store);
    TokenFormat format = TokenFormat.of("acme_robot");
    assertThrows(InvalidValueException.class, () -> builder.clientKind(KeyKind.none(), format));
  }

  private IssuedApiKey rotate(Instant expiry) {
    return application.rotate(
        ACME, robot.apiKey().id(), GracePeriod.of(Duration.ofDays(7)), expiry);
  }

  private AuthenticationResult exchange(IssuedApiKey key) {
    Credential pair = Credential.pair(key.apiKey().publicKey(), key.privateKey());
    return claviger.authenticator().authenticate(Credential.exchange(pair, any -> true));
  }

  private List<Verifier> verifiers(IssuedApiKey key) {
    return store.findByPublicKey(key.apiKey().publicKey()).orElseThrow().secrets().stream()
        .flatMap(secret -> secret.verifiers().stream())
        .toList();
  }

  private HttpDecision decide(String authorization) {
    return access.decide(
        new IncomingRequest(
            name -> name.equals("Authorization") ? List.of(authorization) : List.of(),
            "GET",
            "/things",
            Optional.of("192.0.2.1")));
  }

  private static void assertRefused(HttpDecision decision) {
    HttpDecision.Refused refused = assertInstanceOf(HttpDecision.Refused.class, decision);
    assertEquals(401, refused.status());
    assertTrue(refused.log().contains("reason=CLIENT_SECRET"), refused.log());
  }
}
