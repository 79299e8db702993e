package io.claviger.http.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.ApiKeys;
import io.claviger.Claviger;
import io.claviger.Peppers;
import io.claviger.access.Caller;
import io.claviger.access.Credential;
import io.claviger.access.Rejected;
import io.claviger.http.Authorization;
import io.claviger.model.AccessToken;
import io.claviger.model.AccessTokenId;
import io.claviger.model.ApiKeyPatch;
import io.claviger.model.CidrBlock;
import io.claviger.model.ErrorCode;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.NewApiKey;
import io.claviger.model.NewOrganization;
import io.claviger.model.OrganizationId;
import io.claviger.model.PublicKey;
import io.claviger.model.Role;
import io.claviger.model.RoleAssignment;
import io.claviger.model.RoleGrants;
import io.claviger.model.RuleViolationException;
import io.claviger.model.SecretId;
import io.claviger.spi.Proof;
import io.claviger.spi.Verifier;
import io.claviger.store.memory.InMemoryApiKeyStore;
import io.claviger.test.SettableClock;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Access tokens, as a module on top reads them, beside the credentials of keys. */
class AccessTokenCredentialTest {
  private static final OrganizationId ORG = new OrganizationId("acme");
  private static final String INVALID = "Bearer realm=\"API\", error=\"invalid_token\"";

  private final SettableClock clock = new SettableClock(Instant.parse("2026-12-01T00:00:00Z"));
  private final Peppers peppers = Peppers.of(1, new SecureRandom().generateSeed(32));
  private final Claviger claviger =
      Claviger.builder(new InMemoryApiKeyStore()).peppers(peppers).clock(clock).build();
  private final ApiKeys keys = claviger.actingAs(Caller.application("test"));
  private final IssuedApiKey key = issue();
  private final List<HttpDecision> log = new ArrayList<>();
  private final HttpAccess access = builder().accept(new Numbered()).build();

  private IssuedApiKey issue() {
    keys.createOrganization(NewOrganization.named("Acme").withId(ORG));
    return keys.create(
        ORG, NewApiKey.of("ci", Role.ORG_READ_ONLY).withWhitelist(CidrBlock.parse("192.0.2.0/24")));
  }

  private HttpAccessBuilder builder() {
    return HttpAccess.builder(claviger, RoleGrants.none())
        .tokenHeader("X-API-Key")
        .accept(new Tokens())
        .log(log::add);
  }

  /** Reads {@code at.public-key}, which any module could seal. */
  private final class Tokens implements Presentation {
    @Override
    public Optional<Credential> read(IncomingRequest request, Authorization header) {
      return header.texts("Bearer").stream()
          .filter(text -> text.startsWith("at."))
          .findFirst()
          .map(this::credential);
    }

    private Credential credential(String text) {
      return text.matches("at\\.[0-9a-z]{8}")
          ? Credential.proof(new PublicKey(text.substring(3)), new Sealed())
          : Credential.malformed("");
    }

    @Override
    public List<String> challenges(String realm, Optional<Rejected> own) {
      return List.of(own.isPresent() ? INVALID : "Bearer realm=\"" + realm + "\"");
    }

    @Override
    public boolean challengesAlone() {
      return true;
    }
  }

  private final class Sealed implements Proof {
    private final Instant end = Instant.parse("2026-12-01T01:00:00Z");

    @Override
    public boolean isMadeWith(SecretId secret, List<Verifier> verifiers) {
      return secret.equals(key.secretId());
    }

    @Override
    public boolean isFresh(Instant now) {
      return true;
    }

    @Override
    public Optional<AccessToken> token() {
      AccessTokenId id = new AccessTokenId("a".repeat(24));
      return Optional.of(new AccessToken(key.apiKey().id(), id, end));
    }

    @Override
    public Optional<Set<RoleAssignment>> roles() {
      return Optional.of(Set.of());
    }
  }

  @Test
  void aGoodOneIsAdmittedWithItsRoles() {
    HttpDecision.Admitted admitted =
        assertInstanceOf(HttpDecision.Admitted.class, access.decide(bearer(good())));
    assertEquals(key.apiKey().id(), admitted.principal().key().id());
    assertTrue(admitted.principal().key().roles().isEmpty());
    assertEquals(Set.of(), admitted.principal().authorities());
    assertTrue(admitted.principal().caller().isDownscoped());
  }

  @Test
  void eachRejectionIsTheSameAnswerWithOneChallenge() {
    String malformed = refused(access.decide(bearer("at.nothing-of-ours")));
    assertTrue(malformed.startsWith("401 [HttpHeader[name=WWW-Authenticate, value=" + INVALID));
    assertEquals(malformed, refused(access.decide(bearer("at.nobodyxx"))), "unknown key");
    clock.advance(Duration.ofHours(1));
    assertEquals(malformed, refused(access.decide(bearer(good()))), "expired");
    keys.update(ORG, key.apiKey().id(), ApiKeyPatch.nothing().disable());
    assertEquals(malformed, refused(access.decide(bearer(good()))), "disabled");
    assertFalse(malformed.contains("Digest"));
    assertEquals(4, log.size());
    assertTrue(log.get(2).toString().endsWith("[reason=TOKEN_EXPIRED]]"), log.toString());
  }

  @Test
  void anAddressThatTheWhitelistDoesNotAdmitIsForbidden() {
    IncomingRequest elsewhere =
        new IncomingRequest(headers("Bearer " + good()), "GET", "/", Optional.of("198.51.100.1"));
    assertTrue(refused(access.decide(elsewhere)).startsWith("403 [HttpHeader[name=Cache-Control"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.b.c", "at", "xat.abcdefgh", "eyJhbGciOiJFUzI1NiJ9.e30.c2ln"})
  void otherTokensAreLeftToOthers(String text) {
    assertEquals(Optional.empty(), access.decideIfPresented(bearer(text)));
    assertFalse(access.presentsCredential(bearer(text)));
  }

  @Test
  void aMistypedOrTooLongOneIsNotLeftToOthers() {
    for (String text : List.of("at.", "at.nobodyxx.y", "at." + "x".repeat(2_000))) {
      assertTrue(refused(access.decideIfPresented(bearer(text)).orElseThrow()).contains(INVALID));
    }
  }

  @Test
  void besideAnotherCredentialItIsMalformed() {
    RequestHeaders two =
        name ->
            name.equals("Authorization")
                ? List.of("Bearer " + good())
                : name.equals("X-API-Key") ? List.of("x") : List.of();
    HttpDecision decision =
        access.decide(new IncomingRequest(two, "GET", "/", Optional.of("192.0.2.1")));
    assertTrue(refused(decision).contains("Digest"), "it is unknown which one was meant");
  }

  @Test
  void itNeedsNoSchemeForSecrets() {
    HttpAccess only = builder().schemes().build();
    assertInstanceOf(HttpDecision.Admitted.class, only.decide(bearer(good())));
    IncomingRequest none = new IncomingRequest(name -> List.of(), "GET", "/", Optional.of("::1"));
    assertTrue(refused(only.decide(none)).contains("value=Bearer realm=\"API\"]"));
    String pair = key.apiKey().publicKey() + ":" + key.privateKey().reveal();
    String basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.US_ASCII));
    assertFalse(
        only.presentsCredential(
            new IncomingRequest(headers("Basic " + basic), "GET", "/", Optional.of("::1"))));
  }

  /** As if the request had been refused before the call. */
  @Test
  void aRefusalOfManagementAsksForAnotherToken() {
    RuleViolationException ended =
        new RuleViolationException(ErrorCode.CALLING_KEY_NOT_VALID, "ended");
    String byToken = refused(access.refusal(ended, bearer(good())));
    assertTrue(byToken.startsWith("401 [HttpHeader[name=WWW-Authenticate, value=" + INVALID));
    assertFalse(byToken.contains("Digest"));
    assertTrue(refused(access.refusal(ended, bearer("a.b.c"))).contains("Digest"));
  }

  private String good() {
    return "at." + key.apiKey().publicKey();
  }

  private static IncomingRequest bearer(String token) {
    return new IncomingRequest(headers("Bearer " + token), "GET", "/", Optional.of("192.0.2.1"));
  }

  private static RequestHeaders headers(String authorization) {
    return name -> name.equals("Authorization") ? List.of(authorization) : List.of();
  }

  /** Everything that a client sees. */
  private static String refused(HttpDecision decision) {
    HttpDecision.Refused refused = assertInstanceOf(HttpDecision.Refused.class, decision);
    return refused.status() + " " + refused.response().headers() + " " + refused.response().body();
  }
}
