package io.claviger.oauth;

import static io.claviger.oauth.OAuthFixture.ACME;
import static io.claviger.oauth.OAuthFixture.START;
import static io.claviger.oauth.OAuthFixture.basic;
import static io.claviger.oauth.OAuthFixture.header;
import static io.claviger.oauth.TokenEndpointTest.assertError;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.Claviger;
import io.claviger.http.access.HttpResponse;
import io.claviger.model.AccessTokenId;
import io.claviger.model.CidrBlock;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.NewApiKey;
import io.claviger.model.RevokedToken;
import io.claviger.model.Role;
import io.claviger.model.StoreException;
import io.claviger.spi.store.ForwardingApiKeyStore;
import io.claviger.spi.store.RevokedTokens;
import io.claviger.spi.store.StoreExtensions;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a client revokes a token of its own (RFC 7009). */
class RevocationEndpointTest {
  private final OAuthFixture fixture = OAuthFixture.open();
  private final IssuedApiKey key = fixture.create(NewApiKey.of("ci", Role.ORG_MEMBER));

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void anRevokedTokenIsRefusedAndOthersAreNot() {
    String revoked = fixture.issued(key, "");
    String other = fixture.issued(key, "");
    HttpResponse response = fixture.revoke(key, revoked);
    assertEquals(200, response.status());
    assertEquals("{}", response.body());
    assertEquals(Optional.of("no-store"), header(response, "Cache-Control"));
    assertEquals(Optional.of("application/json"), header(response, "Content-Type"));
    assertEquals("TOKEN_REVOKED", fixture.refused(revoked));
    assertEquals(key.apiKey().id(), fixture.admitted(other).id());
  }

  @Test
  void theRowNamesTheKeyAndBothInstants() {
    String token = fixture.issued(key, "");
    fixture.clock.advance(Duration.ofMinutes(5));
    fixture.revoke(key, token);
    RevokedToken row = rows().get(0);
    assertEquals(START.plusSeconds(300), row.revokedAt());
    assertEquals(START.plusSeconds(3_600), row.expiresAt());
    assertEquals(id(token), row.id());
  }

  @Test
  void itMayBeEndedTwiceAndWithAnyHint() {
    String token = fixture.issued(key, "");
    for (String hint : List.of("", "&token_type_hint=refresh_token", "&token_type_hint=x")) {
      Map<String, String> headers = Map.of("Authorization", basic(key));
      assertEquals(200, fixture.post("/revoke", headers, "token=" + token + hint).status());
    }
    assertEquals(1, rows().size());
  }

  /** As it gets one there. */
  @Test
  void aClientEndsItsTokenFromAnAddressThatIsNotOnItsWhitelist() {
    String token = fixture.issued(key, "");
    List<CidrBlock> elsewhere = List.of(CidrBlock.parse("198.51.100.0/24"));
    fixture.application.addToWhitelist(ACME, key.apiKey().id(), elsewhere);
    assertEquals(200, fixture.revoke(key, token).status());
    assertEquals(1, rows().size());
  }

  /** They are not accepted anyway, and the client learns nothing about others. */
  @Test
  void anUnknownForeignOrExpiredTokenIsNoErrorAndNoRow() {
    IssuedApiKey another = fixture.create(NewApiKey.of("another", Role.ORG_MEMBER));
    String foreign = fixture.issued(another, "");
    String expired = fixture.issued(key, "");
    fixture.clock.advance(Duration.ofHours(26));
    String late = fixture.issued(another, "");
    String elsewhere = fixture.tokens("another audience").issue(fixture.authenticated(key)).text();
    String secret = key.privateKey().reveal();
    for (String text :
        List.of("x", "a.b.c", foreign, late, late + "x", expired, elsewhere, secret)) {
      assertEquals(200, fixture.revoke(key, text).status(), "one of them");
    }
    assertEquals(List.of(), rows());
    assertEquals(another.apiKey().id(), fixture.admitted(late).id());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "token", "token=", "token=&token_type_hint=access_token"})
  void aRequestWithoutATokenIsInvalid(String form) {
    assertError(
        400, "invalid_request", fixture.post("/revoke", Map.of("Authorization", basic(key)), form));
    assertEquals(0, fixture.lookups);
  }

  @Test
  void aKeyEndsTwentyAtOnceAndThenOneASecond() {
    for (int i = 0; i < 20; i++) {
      assertEquals(200, fixture.revoke(key, fixture.issued(key, "")).status());
    }
    String next = fixture.issued(key, "");
    HttpResponse limited = fixture.revoke(key, next);
    assertError(429, "slow_down", limited);
    assertEquals(Optional.of("1"), header(limited, "Retry-After"));
    assertEquals(200, fixture.revoke(key, "unknown").status());
    fixture.ticker.advance(Duration.ofSeconds(1));
    assertEquals(200, fixture.revoke(key, next).status());
  }

  /** No bound of the store counts them, and their rows stay for a day. */
  @Test
  void aKeyEndsFewerTokensThatHaveExpired() {
    List<String> tokens = Stream.generate(() -> fixture.issued(key, "")).limit(22).toList();
    fixture.clock.advance(Duration.ofHours(1));
    for (String token : tokens.subList(0, 20)) {
      assertEquals(200, fixture.revoke(key, token).status());
    }
    HttpResponse limited = fixture.revoke(key, tokens.get(20));
    assertError(429, "slow_down", limited);
    assertEquals(Optional.of("18"), header(limited, "Retry-After"));
    assertEquals(200, fixture.revoke(key, fixture.issued(key, "")).status(), "one that is live");
    fixture.ticker.advance(Duration.ofSeconds(18));
    assertEquals(200, fixture.revoke(key, tokens.get(20)).status());
    assertError(429, "slow_down", fixture.revoke(key, tokens.get(21)));
  }

  /** Each node judges a token by its own clock. */
  @Test
  void aNodeWhoseClockIsADayAheadNeitherForgetsAnEndNorDropsOne() {
    Duration ahead = Duration.ofHours(24);
    String before = fixture.issued(key, "");
    fixture.revoke(key, before);
    String there = fixture.issued(key, "");
    fixture.clock.advance(ahead);
    assertEquals(200, fixture.revoke(key, there).status());
    fixture.clock.advance(ahead.negated());
    assertEquals("TOKEN_REVOKED", fixture.refused(there));
    assertEquals("TOKEN_REVOKED", fixture.refused(before));
  }

  @Test
  void anEndRemovesTokensThatExpiredLongAgo() {
    fixture.revoke(key, fixture.issued(key, ""));
    fixture.clock.advance(Duration.ofHours(26));
    String second = fixture.issued(key, "");
    fixture.revoke(key, second);
    assertEquals(2, rows().size(), "the first one expired 25 hours ago, not longer");
    fixture.clock.advance(Duration.ofMinutes(1));
    String third = fixture.issued(key, "");
    fixture.revoke(key, third);
    assertEquals(List.of(id(third), id(second)), rows().stream().map(RevokedToken::id).toList());
  }

  private AccessTokenId id(String token) {
    return fixture.tokens.open(token).orElseThrow().id();
  }

  @Test
  void aFullKeyIsToldToDeleteItsSecret() {
    OAuthHandler handler = handlerOn(Optional.of(answering(() -> false)));
    HttpResponse response = revoke(handler);
    assertError(429, "slow_down", response);
    assertTrue(response.body().contains("delete the secret"));
  }

  /** The client knows then that the token may still be accepted. */
  @Test
  void aFailureOfTheStoreIsTold() {
    OAuthHandler handler =
        handlerOn(
            Optional.of(
                answering(
                    () -> {
                      throw new StoreException(StoreException.Kind.UNREACHABLE, "down", null);
                    })));
    assertError(503, "temporarily_unavailable", revoke(handler));
    fixture.down = true;
    assertError(503, "temporarily_unavailable", fixture.revoke(key, "x"));
  }

  @Test
  void aStoreThatEndsNoTokensSaysSo() {
    assertError(400, "unsupported_token_type", revoke(handlerOn(Optional.empty())));
  }

  private HttpResponse revoke(OAuthHandler handler) {
    return OAuthFixture.post(
        handler,
        "/revoke",
        Map.of("Authorization", basic(key)),
        "token=" + fixture.issued(key, ""));
  }

  private OAuthHandler handlerOn(Optional<RevokedTokens> revoked) {
    Claviger other =
        Claviger.builder(
                new ForwardingApiKeyStore(fixture.store) {
                  @Override
                  public StoreExtensions extensions() {
                    return revoked
                        .map(StoreExtensions.none()::withRevokedTokens)
                        .orElse(StoreExtensions.none());
                  }
                })
            .peppers(fixture.peppers)
            .clock(fixture.clock)
            .build();
    return OAuthHandler.builder(other, fixture.tokens).build();
  }

  /** Answers each call of {@code end} with this. */
  private static RevokedTokens answering(BooleanSupplier answer) {
    return (RevokedTokens)
        Proxy.newProxyInstance(
            RevokedTokens.class.getClassLoader(),
            new Class<?>[] {RevokedTokens.class},
            (proxy, method, arguments) -> {
              assertEquals("revoke", method.getName(), "nothing else is asked");
              assertEquals(new RevokedTokens.Bounds(200, 5_000), arguments[1]);
              return answer.getAsBoolean();
            });
  }

  private List<RevokedToken> rows() {
    return fixture.store.extensions().revokedTokens().orElseThrow().ofKey(ACME, key.apiKey().id());
  }
}
