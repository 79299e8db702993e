package io.claviger.management;

import static io.claviger.management.ManagementFixture.ACME;
import static io.claviger.management.ManagementFixture.KEYS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.ApiKeys;
import io.claviger.Claviger;
import io.claviger.Peppers;
import io.claviger.access.Authenticated;
import io.claviger.access.Caller;
import io.claviger.access.Credential;
import io.claviger.http.access.ApiKeyPrincipal;
import io.claviger.http.access.HttpAccess;
import io.claviger.http.access.HttpDecision;
import io.claviger.http.access.HttpHeader;
import io.claviger.http.access.HttpResponse;
import io.claviger.http.access.IncomingRequest;
import io.claviger.model.AccessToken;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.NewApiKey;
import io.claviger.model.NewOrganization;
import io.claviger.model.RevokedToken;
import io.claviger.model.Role;
import io.claviger.model.RoleAssignment;
import io.claviger.model.RoleGrants;
import io.claviger.oauth.AccessTokens;
import io.claviger.oauth.IssuedAccessToken;
import io.claviger.spi.store.ApiKeyStore;
import io.claviger.spi.store.RevokedTokens;
import io.claviger.store.memory.InMemoryApiKeyStore;
import io.claviger.test.SettableClock;
import java.io.InputStream;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Keys manage keys with their access tokens. */
class AccessTokenTest {
  private static final String NEW_KEY = "{'description':'new','roles':[{'role':'ORG_MEMBER'}]}";

  private final Peppers peppers = Peppers.of(1, new SecureRandom().generateSeed(32));
  private final ApiKeyStore store = new InMemoryApiKeyStore();
  private final SettableClock clock = new SettableClock(Instant.parse("2026-01-01T00:00:00Z"));
  private final Claviger claviger = Claviger.builder(store).peppers(peppers).clock(clock).build();
  private final AccessTokens tokens =
      AccessTokens.builder(claviger, peppers, "https://api.acme.example").build();
  private final HttpAccess access =
      HttpAccess.builder(claviger, RoleGrants.none()).accept(tokens).build();
  private final ManagementClient nobody =
      ManagementClient.of(
          ManagementHandler.builder(claviger).access(access).build(), exchange -> {});

  private final IssuedApiKey owner =
      claviger
          .actingAs(Caller.application("test"))
          .createOrganization(NewOrganization.named("Acme").withId(ACME))
          .firstKey();

  @AfterEach
  void close() {
    claviger.close();
  }

  private Authenticated authenticated(IssuedApiKey key) {
    Credential pair = Credential.pair(key.apiKey().publicKey().value(), key.privateKey().reveal());
    return assertInstanceOf(Authenticated.class, claviger.authenticator().authenticate(pair));
  }

  @Test
  void aWholeTokenManagesKeysAsItsKeyDoes() {
    ManagementClient client = nobody.bearer(tokens.issue(authenticated(owner)).text());
    Exchange me = client.get("/me");
    assertEquals(200, me.status(), me::toString);
    assertEquals("API_KEY", me.at("caller.kind"));
    assertEquals(owner.apiKey().id().value(), me.at("caller.name"));
    assertEquals(201, client.send("POST", KEYS, NEW_KEY).status());
    assertEquals(200, client.get(KEYS).status());
  }

  /** The client sees the same as if the request had been refused before. */
  @Test
  void aTokenThatWasEndedAfterItWasAdmittedIsInvalid() {
    IssuedAccessToken token = tokens.issue(authenticated(owner));
    IncomingRequest request =
        new IncomingRequest(
            name -> name.equals("Authorization") ? List.of("Bearer " + token.text()) : List.of(),
            "GET",
            KEYS,
            Optional.of("192.0.2.1"));
    ApiKeyPrincipal admitted =
        assertInstanceOf(HttpDecision.Admitted.class, access.decide(request)).principal();
    Instant now = admitted.key().at();
    RevokedToken revoked =
        new RevokedToken(
            ACME, owner.apiKey().id(), token.token().id(), now, token.token().expiresAt());
    RevokedTokens all = store.extensions().revokedTokens().orElseThrow();
    assertTrue(all.revoke(revoked, RevokedTokens.Bounds.standard()));
    HttpResponse response =
        ManagementHandler.builder(claviger)
            .access(access)
            .build()
            .handle(request, KEYS, InputStream.nullInputStream(), admitted);
    assertEquals(401, response.status());
    assertEquals(
        List.of("Bearer realm=\"API\", error=\"invalid_token\""),
        response.headers().stream()
            .filter(header -> header.name().equals("WWW-Authenticate"))
            .map(HttpHeader::value)
            .toList());
  }

  /** Until the clean-up, which comes after the token would have expired. */
  @Test
  void anRevokedTokenIsShownBesideTheEventsOfItsKey() {
    ManagementClient client = nobody.bearer(tokens.issue(authenticated(owner)).text());
    IssuedAccessToken leaked = tokens.issue(authenticated(owner));
    String path = ManagementFixture.path(owner);
    Object events = client.get(path + "/events").at("events");
    ApiKeys application = claviger.actingAs(Caller.application("test"));
    assertTrue(
        application.reportLeak(tokens.read(leaked.text()).orElseThrow()).orElseThrow().isRevoked());

    AccessToken revoked = leaked.token();
    assertEquals(
        List.of(
            Map.of(
                "id", revoked.id().value(),
                "at", clock.instant().toString(),
                "expiresAt", revoked.expiresAt().toString())),
        client.get(path + "/revoked-tokens").at("revokedTokens"));
    assertEquals(events, client.get(path + "/events").at("events"));
    assertEquals(401, nobody.bearer(leaked.text()).get(path).status());

    clock.advance(Duration.ofHours(27));
    assertEquals(1, application.deleteExpired(ACME, clock.instant()).revokedTokens());
    ManagementClient later = nobody.bearer(tokens.issue(authenticated(owner)).text());
    assertEquals(List.of(), later.get(path + "/revoked-tokens").at("revokedTokens"));
  }

  /** Not even on its own key, and not in the role that it has. It only sees whose it is. */
  @Test
  void aDownscopedTokenMakesNoCall() {
    IssuedApiKey key =
        claviger
            .actingAs(Caller.application("test"))
            .create(ACME, NewApiKey.of("ci", Role.ORG_OWNER));
    String token =
        tokens
            .issue(authenticated(key), Set.of(RoleAssignment.onOrganization(Role.ORG_OWNER)))
            .text();
    ManagementClient client = nobody.bearer(token);
    assertEquals(key.apiKey().id().value(), client.get("/me").at("caller.name"));
    String own = ManagementFixture.path(key);
    List<Exchange> refused =
        List.of(
            client.get(KEYS),
            client.send("POST", KEYS, NEW_KEY),
            client.get(own),
            client.send("PATCH", own, "{'enabled':false}"),
            client.delete(own),
            client.get(own + "/whitelist"));
    refused.forEach(
        each -> {
          assertEquals(403, each.status(), each::toString);
          assertEquals("NOT_ALLOWED", each.at("code"));
        });
  }
}
