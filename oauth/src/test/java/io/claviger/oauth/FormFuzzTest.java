package io.claviger.oauth;

import static io.claviger.oauth.OAuthFixture.GRANT;
import static io.claviger.oauth.OAuthFixture.attribute;
import static io.claviger.oauth.OAuthFixture.basic;
import static io.claviger.oauth.OAuthFixture.header;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.http.access.HttpResponse;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.NewApiKey;
import io.claviger.model.Role;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Whatever somebody sends, the response is one of OAuth 2.0, and shows nothing that was sent. */
class FormFuzzTest {
  private static final Set<String> ERRORS =
      Set.of(
          "invalid_request",
          "invalid_client",
          "invalid_scope",
          "unsupported_grant_type",
          "slow_down");

  @Property(tries = 500)
  void everyAnswerIsSound(
      @ForAll("methods") String method,
      @ForAll("paths") String path,
      @ForAll("headers") Map<String, String> headers,
      @ForAll("forms") String form) {
    try (OAuthFixture fixture = OAuthFixture.open()) {
      IssuedApiKey key = fixture.create(NewApiKey.of("fuzzed", Role.ORG_MEMBER));
      Map<String, String> sent = new HashMap<>(Map.of("Content-Type", OAuthFixture.FORM));
      headers.forEach((name, value) -> sent.put(name, filled(value, key)));
      HttpResponse response =
          OAuthFixture.send(fixture.handler, method, path, sent, filled(form, key));
      assertSound(response, key);
    }
  }

  private static String filled(String text, IssuedApiKey key) {
    return text.replace("BASIC", basic(key))
        .replace("PUBLIC", key.apiKey().publicKey().value())
        .replace("PRIVATE", key.privateKey().reveal());
  }

  private static void assertSound(HttpResponse response, IssuedApiKey key) {
    assertTrue(response.status() < 500, response.body());
    assertEquals(Optional.of("no-store"), header(response, "Cache-Control"));
    assertFalse(response.body().contains(key.privateKey().reveal()));
    assertEquals(
        response.status() == 401,
        header(response, "WWW-Authenticate").equals(Optional.of("Basic realm=\"API\"")));
    if (response.status() >= 400) {
      assertTrue(
          response
              .body()
              .matches("\\{\"error\":\"[a-z_]+\",\"error_description\":\"[ !#-\\[\\]-~]+\"}"),
          response.body());
      assertTrue(ERRORS.contains(attribute(response, "error")), response.body());
    } else {
      assertEquals(200, response.status());
    }
  }

  @Provide
  Arbitrary<String> methods() {
    return Arbitraries.frequencyOf(
        Tuple.of(9, Arbitraries.just("POST")),
        Tuple.of(1, Arbitraries.of("GET", "HEAD", "PUT", "OPTIONS", "x")));
  }

  @Provide
  Arbitrary<String> paths() {
    Arbitrary<String> query = Arbitraries.of("", "", "", "?a=b", "?client_secret=PRIVATE", "?%");
    return Combinators.combine(Arbitraries.of("/token", "/token", "/revoke", "/other"), query)
        .as((path, more) -> path + more);
  }

  @Provide
  Arbitrary<Map<String, String>> headers() {
    Arbitrary<String> authorization =
        Arbitraries.oneOf(
            Arbitraries.of("BASIC", "BASIC", "Bearer PRIVATE", "Digest x=y", "Basic UFJJVkFURQ=="),
            Arbitraries.strings().ascii().ofMaxLength(60).map(text -> "Basic " + text));
    return authorization
        .optional(0.7)
        .map(value -> value.map(text -> Map.of("Authorization", text)).orElse(Map.of()));
  }

  @Provide
  Arbitrary<String> forms() {
    Arbitrary<String> usual =
        Arbitraries.of(
            GRANT,
            GRANT,
            "client_id=PUBLIC",
            "client_secret=PRIVATE",
            "scope=ORG_MEMBER",
            "scope=project:p1:PROJECT_OWNER",
            "token=claviger_at.AQAA",
            "token=x",
            "grant_type=password",
            "%",
            "=",
            "a=%C3%A4");
    Arbitrary<String> any =
        Combinators.combine(pieces(), pieces()).as((name, value) -> name + "=" + value);
    return Arbitraries.frequencyOf(Tuple.of(4, usual), Tuple.of(1, any))
        .list()
        .ofMaxSize(6)
        .map(parts -> String.join("&", parts));
  }

  private static Arbitrary<String> pieces() {
    return Arbitraries.oneOf(
        Arbitraries.of(List.of("grant_type", "scope", "token", "%67rant_type", "%00", "\u00ff")),
        Arbitraries.strings().withCharRange((char) 0, (char) 255).ofMaxLength(20));
  }
}
