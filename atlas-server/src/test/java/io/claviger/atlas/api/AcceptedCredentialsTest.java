package io.claviger.atlas.api;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.claviger.Claviger;
import io.claviger.Peppers;
import io.claviger.access.Authenticated;
import io.claviger.access.Caller;
import io.claviger.access.Credential;
import io.claviger.atlas.accounts.ServiceAccounts;
import io.claviger.http.access.HttpAccess;
import io.claviger.http.access.HttpDecision;
import io.claviger.http.access.IncomingRequest;
import io.claviger.http.digest.Digest;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.NewApiKey;
import io.claviger.model.NewOrganization;
import io.claviger.model.OrganizationId;
import io.claviger.model.Role;
import io.claviger.model.TokenFormat;
import io.claviger.oauth.AccessTokens;
import io.claviger.store.memory.InMemoryApiKeyStore;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AcceptedCredentialsTest {
  private static final OrganizationId ORGANIZATION = new OrganizationId("acme");

  private final Peppers peppers = Peppers.of(1, new SecureRandom().generateSeed(32));
  private final Digest digest = Digest.of(AtlasApi.digest(), peppers);
  private final InMemoryApiKeyStore store = new InMemoryApiKeyStore();
  private final Claviger claviger = builder().build();
  private final AccessTokens tokens = ServiceAccounts.tokens(claviger, peppers);

  private Claviger.Builder builder() {
    return Claviger.builder(store)
        .peppers(peppers)
        .verifierScheme(digest.scheme())
        .clientKind(ServiceAccounts.KIND, ServiceAccounts.SECRETS);
  }

  /** A server may have issued tokens before, or another application on its store. */
  @Test
  void aServerOfDigestAloneTakesAccessTokensButNoSecretAsBearer() {
    IssuedApiKey key = issue(builder().tokens(TokenFormat.of("acme")).build());
    String secret = key.privateKey().reveal();
    Credential pair = Credential.pair(key.apiKey().publicKey(), key.privateKey());
    Authenticated good =
        assertInstanceOf(
            Authenticated.class, claviger.authenticator().authenticate(pair), "it is a good key");
    String token = tokens.issue(good).text();
    assertInstanceOf(HttpDecision.Refused.class, decide(Schemes.DIGEST, secret));
    assertInstanceOf(HttpDecision.Admitted.class, decide(Schemes.DIGEST, token));
    assertInstanceOf(HttpDecision.Admitted.class, decide(Schemes.DIGEST_BASIC_BEARER, secret));
  }

  private IssuedApiKey issue(Claviger by) {
    var keys = by.actingAs(Caller.application("test"));
    keys.createOrganization(NewOrganization.named("Acme").withId(ORGANIZATION));
    return keys.create(ORGANIZATION, NewApiKey.of("token", Role.ORG_READ_ONLY));
  }

  private HttpDecision decide(Schemes schemes, String bearer) {
    HttpAccess access = AcceptedCredentials.of(digest, schemes, tokens).access(claviger);
    return access.decide(
        new IncomingRequest(
            name -> name.equals("Authorization") ? List.of("Bearer " + bearer) : List.of(),
            "GET",
            "/",
            Optional.of("192.0.2.1")));
  }
}
