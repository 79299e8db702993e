package io.claviger.test.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.IssuedApiKey;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests which credentials are accepted, and the answers to requests without a valid one. */
abstract class CredentialTests extends ServerTests {
  @Test
  void aPairIsAcceptedWithBasic() throws Exception {
    IssuedApiKey pair = fixture.pair();
    assertAdmitted(pair, send(reports().with("Authorization", Fixture.basic(pair))));
  }

  @Test
  void aTokenIsAcceptedAsBearerAndInItsHeader() throws Exception {
    IssuedApiKey token = fixture.reader();
    String secret = Fixture.secret(token);
    assertAdmitted(token, send(reports().with("authorization", "bearer " + secret)));
    assertAdmitted(token, send(reports().with("X-API-Key", secret)));
    assertAdmitted(token, send(reports().with("x-api-key", secret)));
  }

  /** The target reaches the decision byte for byte: another spelling has another hash. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/reports",
        "/reports?from=2026-01-01&to=2026-12-31",
        "/reports?name=a%2Fb&name=%c3%a9+x",
        "/reports/caf%c3%a9%20%C3%A9?a=b"
      })
  void digestIsAcceptedForTheTargetAsItWasSent(String path) throws Exception {
    IssuedApiKey pair = fixture.pair();
    assertAdmitted(pair, sendWithDigest(pair, path));
  }

  @Test
  void digestIsAcceptedForAnEmptyQueryIfTheFrameworkKeepsIt() throws Exception {
    IssuedApiKey pair = fixture.pair();
    RawResponse response = sendWithDigest(pair, "/reports?");
    if (keepsEmptyQueries()) {
      assertAdmitted(pair, response);
    } else {
      assertRefused(401, response);
    }
  }

  abstract boolean keepsEmptyQueries();

  private RawResponse sendWithDigest(IssuedApiKey pair, String path) throws Exception {
    RawRequest request = RawRequest.get(path);
    try (RawConnection connection = connect()) {
      RawResponse challenged = connection.exchange(request);
      assertRefused(401, challenged);
      String answer = answer(pair, challenged, connection.target(request));
      return connection.exchange(request.with("Authorization", answer));
    }
  }

  @Test
  void digestIsNotAcceptedForAnotherQuery() throws Exception {
    IssuedApiKey pair = fixture.pair();
    RawRequest other = RawRequest.get("/reports?of=others");
    try (RawConnection connection = connect()) {
      RawResponse challenged = connection.exchange(reports());
      assertRefused(401, challenged);
      String answer = answer(pair, challenged, connection.target(reports()));
      assertRefused(401, connection.exchange(other.with("Authorization", answer)));
    }
  }

  private static String answer(IssuedApiKey pair, RawResponse challenged, String target) {
    List<String> challenges = challenged.values("WWW-Authenticate");
    String user = pair.apiKey().publicKey().value();
    return DigestAnswer.get(target, challenges, user, Fixture.secret(pair));
  }

  @Test
  void eachChallengeHasAFieldOfItsOwn() throws Exception {
    RawResponse response = send(reports());
    assertRefused(401, response);
    List<String> challenges = response.values("WWW-Authenticate");
    assertEquals(5, challenges.size(), challenges::toString);
    assertTrue(challenges.get(0).startsWith("Digest realm="), challenges::toString);
    assertTrue(challenges.get(1).startsWith("Digest realm="), challenges::toString);
    assertEquals(
        List.of(
            "Basic realm=\"API\"",
            "Bearer realm=\"API\"",
            "ApiKey realm=\"API\", header=\"X-API-Key\""),
        challenges.subList(2, 5));
  }

  /** A client learns nothing about a key from its credential, but is told if it sent none. */
  @Test
  void everyRejectionLooksTheSame() throws Exception {
    IssuedApiKey token = fixture.reader();
    String secret = Fixture.secret(token);
    String bearer = "Bearer " + secret;
    IssuedApiKey pair = fixture.pair();
    Set<String> shown = new HashSet<>();
    for (RawRequest request :
        List.of(
            reports().with("Authorization", Fixture.basic(fixture.pair()) + "AAAA"),
            reports().with("Authorization", "Basic dW5rbm93bjp1bmtub3du"),
            reports().with("Authorization", Fixture.basic(pair).replace("Basic", "Digest")),
            reports().with("Authorization", "Negotiate abc"),
            reports().with("Authorization", "Bearer"),
            reports().with("X-API-Key", "acme_" + "0".repeat(16) + "_x"),
            reports().with("X-API-Key", secret.substring(0, secret.length() - 1)),
            with(fixture.disabled(), reports()),
            with(fixture.expired(), reports()),
            reports().with("Authorization", bearer).with("Authorization", bearer),
            reports().with("Authorization", bearer).with("X-API-Key", secret),
            reports().with("X-API-Key", secret).with("X-API-Key", secret))) {
      RawResponse response = send(request);
      assertRefused(401, response);
      shown.add(withoutNonces(response));
    }
    assertEquals(1, shown.size(), shown::toString);
    String missing = withoutNonces(send(reports()));
    assertTrue(missing.contains("no API key was sent; send it in X-API-Key or"), missing);
  }

  private static String withoutNonces(RawResponse response) {
    String all = response.values("WWW-Authenticate") + response.body();
    return all.replaceAll("nonce=\"[^\"]*\"", "");
  }

  @Test
  void twoAuthorizationFieldsAreRefusedInAnyOrder() throws Exception {
    String bearer = "Bearer " + Fixture.secret(fixture.reader());
    String basic = Fixture.basic(fixture.pair());
    assertRefused(401, send(reports().with("Authorization", bearer).with("Authorization", basic)));
    assertRefused(401, send(reports().with("Authorization", basic).with("Authorization", bearer)));
  }

  /** A server that serves the same resource for these must not bypass the filter. */
  @ParameterizedTest
  @ValueSource(strings = {"//reports", "/./reports", "/x/../reports", "/%72eports", "/reports;a=b"})
  void noSpellingOfThePathIsLetThroughWithoutAKey(String path) throws Exception {
    assertNotEquals(200, send(RawRequest.get(path)).status());
  }
}
