package io.claviger.store.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.claviger.ApiKeys;
import io.claviger.Claviger;
import io.claviger.access.Authenticated;
import io.claviger.access.Caller;
import io.claviger.access.Credential;
import io.claviger.model.AccessToken;
import io.claviger.model.AccessTokenId;
import io.claviger.model.ApiKeyId;
import io.claviger.model.ApiKeyPatch;
import io.claviger.model.CidrBlock;
import io.claviger.model.ErrorCode;
import io.claviger.model.IpAddress;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.NewApiKey;
import io.claviger.model.NewOrganization;
import io.claviger.model.NotFoundException;
import io.claviger.model.OrganizationId;
import io.claviger.model.Revision;
import io.claviger.model.RevokedToken;
import io.claviger.model.Role;
import io.claviger.model.RuleViolationException;
import io.claviger.spi.store.ForwardingApiKeyStore;
import io.claviger.spi.store.StoreExtensions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Who revokes access tokens with {@link ApiKeys#revokeToken}, how many, and what is left. */
class RevokeTokenTest {
  private static final OrganizationId ACME = new OrganizationId("acme");
  private static final Instant NOW = Instant.parse("2026-12-01T00:00:00Z");
  private static final IpAddress LISTED = IpAddress.parse("192.0.2.1");
  private static final IpAddress ELSEWHERE = IpAddress.parse("203.0.113.9");

  private volatile Instant now = NOW;
  private final InMemoryApiKeyStore store = new InMemoryApiKeyStore();
  private final Claviger claviger = Claviger.builder(store).clock(() -> now).build();
  private final ApiKeys application = claviger.actingAs(Caller.application("test"));
  private final IssuedApiKey owner =
      application.createOrganization(NewOrganization.named("Acme").withId(ACME)).firstKey();
  private final IssuedApiKey member =
      application.create(ACME, NewApiKey.of("member", Role.ORG_MEMBER));
  private final ApiKeyId key = member.apiKey().id();

  @BeforeEach
  void listOneAddress() {
    List<CidrBlock> blocks = List.of(CidrBlock.parse("192.0.2.1/32"));
    application.addToWhitelist(ACME, key, blocks);
    application.addToWhitelist(ACME, owner.apiKey().id(), blocks);
  }

  @AfterEach
  void close() {
    claviger.close();
  }

  @Test
  void aKeyRevokesItsOwnFromEveryAddressButNotThatOfAnother() {
    calling(member, ELSEWHERE).revokeToken(ACME, token(key, 1));
    calling(owner, LISTED).revokeToken(ACME, token(key, 2));
    assertEquals(List.of(id(2), id(1)), revoked());

    ApiKeys thief = calling(owner, ELSEWHERE);
    assertRefused(ErrorCode.ADDRESS_NOT_ON_WHITELIST, () -> thief.revokeToken(ACME, token(key, 3)));
    ApiKeys disabled = calling(member, LISTED);
    application.update(ACME, key, ApiKeyPatch.nothing().disable());
    assertRefused(ErrorCode.CALLING_KEY_NOT_VALID, () -> disabled.revokeToken(ACME, token(key, 3)));
    assertEquals(List.of(id(2), id(1)), revoked());
  }

  @Test
  void aSecondCallChangesNothingAndNeitherChangesTheOrganization() {
    Revision before = application.getOrganization(ACME).revision();
    AccessToken token = token(key, 1);
    application.revokeToken(ACME, token);
    List<RevokedToken> first = application.revokedTokens(ACME, key);
    now = now.plus(Duration.ofMinutes(1));
    application.revokeToken(ACME, token);

    assertEquals(first, application.revokedTokens(ACME, key));
    assertEquals(NOW, first.get(0).revokedAt());
    assertEquals(before, application.getOrganization(ACME).revision());
  }

  @Test
  void oneThatHasExpiredOnEveryNodeIsLeftAloneAndOneOfNoKeyIsNotFound() {
    AccessToken token = token(key, 1);
    now = now.plus(Duration.ofHours(26));
    application.revokeToken(ACME, token);
    assertEquals(List.of(), revoked());

    AccessToken ofNoKey = token(new ApiKeyId("f".repeat(24)), 1);
    assertThrows(NotFoundException.class, () -> application.revokeToken(ACME, ofNoKey));
    OrganizationId other = new OrganizationId("other");
    assertThrows(NotFoundException.class, () -> application.revokeToken(other, token(key, 1)));
  }

  @Test
  void onlyTheApplicationRevokesAnyNumber() {
    ApiKeys self = calling(member, LISTED);
    for (int i = 0; i < 200; i++) {
      self.revokeToken(ACME, token(key, i));
    }
    assertRefused(ErrorCode.TOO_MANY_REVOKED_TOKENS, () -> self.revokeToken(ACME, token(key, 200)));
    ApiKeys user = claviger.actingAs(Caller.user("ann", ACME, Role.ORG_OWNER));
    assertRefused(ErrorCode.TOO_MANY_REVOKED_TOKENS, () -> user.revokeToken(ACME, token(key, 200)));
    application.revokeToken(ACME, token(key, 200));
    assertEquals(201, revoked().size());
  }

  @Test
  void aStoreWithoutRevokedTokensSaysSo() {
    try (Claviger without =
        Claviger.of(
            new ForwardingApiKeyStore(store) {
              @Override
              public StoreExtensions extensions() {
                return StoreExtensions.none();
              }
            })) {
      ApiKeys keys = without.actingAs(Caller.application("test"));
      assertThrows(
          UnsupportedOperationException.class, () -> keys.revokeToken(ACME, token(key, 1)));
    }
  }

  private List<AccessTokenId> revoked() {
    return application.revokedTokens(ACME, key).stream().map(RevokedToken::id).toList();
  }

  private AccessToken token(ApiKeyId of, int number) {
    return new AccessToken(of, id(number), now.plusSeconds(3_600));
  }

  private static AccessTokenId id(int number) {
    return new AccessTokenId(String.format("%024x", number));
  }

  private ApiKeys calling(IssuedApiKey issued, IpAddress from) {
    Credential pair = Credential.pair(issued.apiKey().publicKey(), issued.privateKey());
    Authenticated authenticated =
        assertInstanceOf(Authenticated.class, claviger.authenticator().authenticate(pair));
    return claviger.actingAs(authenticated.caller(from));
  }

  private static void assertRefused(ErrorCode code, Executable call) {
    assertEquals(code, assertThrows(RuleViolationException.class, call).code());
  }
}
