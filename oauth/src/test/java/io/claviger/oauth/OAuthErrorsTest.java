package io.claviger.oauth;

import static io.claviger.oauth.OAuthFixture.ACME;
import static io.claviger.oauth.OAuthFixture.FORM;
import static io.claviger.oauth.OAuthFixture.GRANT;
import static io.claviger.oauth.OAuthFixture.basic;
import static io.claviger.oauth.OAuthFixture.header;
import static io.claviger.oauth.TokenEndpointTest.assertError;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.http.access.HttpResponse;
import io.claviger.http.access.IncomingRequest;
import io.claviger.model.ApiKeyPatch;
import io.claviger.model.GracePeriod;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.KeyKind;
import io.claviger.model.NewApiKey;
import io.claviger.model.Role;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The errors of RFC 6749, section 5.2, and of RFC 7009, section 2.2.1; {@link TokenEndpointTest}
 * and {@link RevocationEndpointTest} have those that need a good client. Two are never sent: {@code
 * invalid_grant}, since there is no grant but that of the client's own credentials, and {@code
 * unauthorized_client}, since a key that may not have tokens is answered like an unknown one.
 */
class OAuthErrorsTest {
  private final OAuthFixture fixture = OAuthFixture.open();
  private final IssuedApiKey key = fixture.create(NewApiKey.of("ci", Role.ORG_MEMBER));

  @AfterEach
  void close() {
    fixture.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/token", "/revoke"})
  void everyUnknownClientGetsTheSameBytesForTheSameWork(String path) {
    OAuthHandler handler =
        fixture.builder().clients(each -> each.kind().equals(KeyKind.none())).build();
    IssuedApiKey disabled = fixture.create(NewApiKey.of("disabled", Role.ORG_MEMBER));
    fixture.application.update(ACME, disabled.apiKey().id(), ApiKeyPatch.nothing().disable());
    IssuedApiKey expired =
        fixture.create(
            NewApiKey.of("expired", Role.ORG_MEMBER).withExpiry(OAuthFixture.START.plusSeconds(1)));
    IssuedApiKey rotated = fixture.create(NewApiKey.of("rotated", Role.ORG_MEMBER));
    fixture.application.rotate(ACME, rotated.apiKey().id(), GracePeriod.none());
    IssuedApiKey kind =
        fixture.create(
            NewApiKey.of("another kind", Role.ORG_MEMBER).withKind(new KeyKind("other")));
    fixture.clock.advance(Duration.ofSeconds(1));
    String id = key.apiKey().publicKey().value();
    String secret = key.privateKey().reveal();
    List<String> answers = new ArrayList<>();
    for (String sent :
        List.of(
            basic("nobodyxx", secret),
            basic(id, disabled.privateKey().reveal()),
            basic(disabled),
            basic(disabled.apiKey().publicKey().value(), secret),
            basic(expired),
            basic(rotated),
            basic(kind),
            basic(kind))) {
      fixture.work.clear();
      HttpResponse response =
          OAuthFixture.post(handler, path, Map.of("Authorization", sent), GRANT + "&token=x");
      assertError(401, "invalid_client", response);
      answers.add(response.headers() + response.body() + " after " + fixture.work);
    }
    assertEquals(1, answers.stream().distinct().count(), answers.toString());
    assertEquals(8, answers.size());
    assertEquals(
        Map.of(
            "lookup", 1, "clock", 2, "limiter before the check", 1, "limiter after a rejection", 1),
        fixture.work);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "Basic", "Basic x", "Basic eA==", "Basic !", "Digest a=b", "Bearer x", "x y"})
  void anotherHeaderIsAnInvalidClientWithoutAReadOfTheStore(String value) {
    HttpResponse response = fixture.post("/token", Map.of("Authorization", value), GRANT);
    assertError(401, "invalid_client", response);
    assertEquals(0, fixture.lookups);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "&client_id=abcdefgh", "&client_secret=x", "&client_id=&client_secret="})
  void noCredentialsAreAnInvalidClient(String form) {
    assertError(401, "invalid_client", fixture.post("/token", Map.of(), GRANT + form));
    assertError(401, "invalid_client", fixture.post("/revoke", Map.of(), "token=x" + form));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "grant_type=",
        "grant_type",
        "scope=ORG_MEMBER",
        GRANT + "&" + GRANT,
        GRANT + "&scope=&scope=ORG_MEMBER",
        GRANT + "&x=1&x=2",
        GRANT + "&%78=1&x=2",
        GRANT + "&client_secret=x",
        GRANT + "&a=%",
        GRANT + "&a=%4",
        GRANT + "&a=%4g",
        GRANT + "&a=%ff",
        GRANT + "&a=%ed%a0%80",
        GRANT + "&a= ",
        GRANT + "&a=\u00e4",
        GRANT + "&a=b\n",
        "{\"grant_type\":\"client_credentials\"}"
      })
  void aBrokenFormIsAnInvalidRequestWithoutAReadOfTheStore(String form) {
    Map<String, String> headers = Map.of("Authorization", basic(key));
    assertError(400, "invalid_request", fixture.post("/token", headers, form));
    assertEquals(0, fixture.lookups);
  }

  @Test
  void unknownParametersAreIgnored() {
    assertEquals(
        200, fixture.token(key, "&resource=https%3A%2F%2Fa&&x&=y&token_type_hint=z").status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"password", "authorization_code", "refresh_token", "Client_Credentials", "x"})
  void anotherGrantIsUnsupported(String type) {
    Map<String, String> headers = Map.of("Authorization", basic(key));
    assertError(
        400, "unsupported_grant_type", fixture.post("/token", headers, "grant_type=" + type));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/token?client_secret=x",
        "/token?client_id=x",
        "/token?a=b&grant_type=client_credentials",
        "/token?scope=",
        "/token?a=%",
        "/revoke?token=x",
        "/revoke?%74oken=x"
      })
  void aParameterInTheQueryIsAnInvalidRequest(String path) {
    HttpResponse response =
        fixture.post(path, Map.of("Authorization", basic(key)), GRANT + "&token=x");
    assertError(400, "invalid_request", response);
  }

  @Test
  void anotherQueryIsIgnored() {
    Map<String, String> headers = Map.of("Authorization", basic(key));
    assertEquals(200, fixture.post("/token?tenant=7&", headers, GRANT).status());
  }

  @ParameterizedTest
  @CsvSource({
    "POST, '',          404",
    "POST, /,           404",
    "POST, /token/,     404",
    "POST, /Token,      404",
    "POST, /introspect, 404",
    "GET,  /token,      405",
    "PUT,  /token,      405",
    "OPTIONS, /revoke,  405",
    "post, /revoke,     405",
  })
  void otherPathsAndMethodsAreRefusedInTheSameForm(String method, String path, int status) {
    Map<String, String> headers = Map.of("Content-Type", FORM, "Authorization", basic(key));
    HttpResponse response = OAuthFixture.send(fixture.handler, method, path, headers, GRANT);
    assertError(status, "invalid_request", response);
    assertEquals(status == 405 ? Optional.of("POST") : Optional.empty(), header(response, "Allow"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"application/json", "", "text/plain", "application/x-www-form-urlencodedx"})
  void anotherMediaTypeIsRefused(String type) {
    Map<String, String> headers = Map.of("Authorization", basic(key), "Content-Type", type);
    assertError(415, "invalid_request", fixture.post("/token", headers, GRANT));
  }

  @Test
  void aLongBodyIsRefused() {
    String longest = "&a=" + "x".repeat(8_192 - GRANT.length() - 3);
    assertEquals(200, fixture.token(key, longest).status());
    assertError(413, "invalid_request", fixture.token(key, longest + "x"));
  }

  @Test
  void withoutAClientAddressNothingIsServed() {
    IncomingRequest request =
        new IncomingRequest(name -> List.of(), "POST", "/oauth/token", Optional.empty());
    assertError(
        400,
        "invalid_request",
        fixture.handler.handle(request, "/token", InputStream.nullInputStream()));
  }
}
