package io.claviger.atlas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.IssuedApiKey;
import io.claviger.model.NewApiKey;
import io.claviger.model.Role;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP Digest as clients of Atlas speak it (sections 3.1 and 5 of the reference). */
class DigestTest {
  private static final Pattern CHALLENGE =
      Pattern.compile(
          "Digest realm=\"MMS Public API\", domain=\"\", nonce=\"([0-9A-Za-z_-]+)\", algorithm=MD5, qop=\"auth\", stale=(true|false)");

  private Site site;
  private IssuedApiKey owner;

  @BeforeEach
  void open() throws Exception {
    site = Site.open();
    owner = site.owner();
  }

  @AfterEach
  void close() throws Exception {
    site.close();
  }

  @Test
  void theChallengeIsThatOfAtlas() {
    Response answer = site.nobody().call("GET", Site.KEYS);

    assertEquals(401, answer.status());
    Matcher challenge = challenge(answer);
    assertEquals("false", challenge.group(2));
    assertNotEquals(challenge.group(1), nonce());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        Signing.USUAL,
        "digest username='{username}',realm='{realm}',nonce='{nonce}',uri='{uri}',algorithm='{algorithm}',qop='auth',nc='{nc}',cnonce='{cnonce}',response='{response}'",
        "Digest username='{username}', realm='{realm}', nonce='{nonce}', uri='{uri}', qop=auth, nc={nc}, cnonce='{cnonce}', response='{response}', opaque=''",
        "DIGEST  qop = auth ,nc={nc},, cnonce={cnonce}, response={response}, username={username}, realm='{realm}', nonce={nonce}, uri='{uri}'"
      })
  void everySpellingIsRead(String spelling) {
    assertEquals(200, get(fresh().count(4).spelling(spelling), Site.KEYS).status());
  }

  @Test
  void sha256IsTakenThoughItIsNotOffered() {
    assertEquals(200, get(fresh().algorithm("SHA-256"), Site.KEYS).status());
  }

  @Test
  void theTargetIsSignedAsItWasSent() {
    String target = Site.path(owner) + "/whitelist/127.0.0.0%2F24?pretty=true";

    assertEquals(200, get(fresh(), target).status());
    assertEquals(401, get(fresh().uri(target.replace("%2F", "%2f")), target).status());
  }

  @Test
  void aPathWithoutItsQueryIsEnoughForOneClient() {
    assertEquals(200, get(fresh().uri(Site.KEYS), Site.KEYS + "?pretty=true").status());
  }

  @Test
  void countsComeInAnyOrderButOnce() {
    Signing signing = fresh();

    assertEquals(200, get(signing.count(7), Site.KEYS).status());
    assertEquals(200, get(signing.count(2), Site.KEYS).status());
    assertEquals(200, get(signing.count(100_000), Site.KEYS).status());
    Response again = get(signing.count(7), Site.KEYS);
    assertEquals(401, again.status());
    Matcher fresh = challenge(again);
    assertEquals("true", fresh.group(2));
    assertEquals(200, get(Signing.of(fresh.group(1)).count(8), Site.KEYS).status());
  }

  @Test
  void aNonceIsStaleAfterAMinute() {
    Signing signing = fresh();
    site.advance(Duration.ofSeconds(60));

    Response late = get(signing, Site.KEYS);

    assertEquals(401, late.status());
    assertEquals("true", challenge(late).group(2));
  }

  @Test
  void whatIsWrongIsNobodysWithoutStale() {
    String spoiled = "0".repeat(32);
    IssuedApiKey off = site.key(NewApiKey.of("off", Role.ORG_OWNER));
    String ofOff = DigestSigner.of(off).authorization(fresh(), "GET", Site.KEYS);
    site.application()
        .update(
            Site.ORGANIZATION,
            off.apiKey().id(),
            io.claviger.model.ApiKeyPatch.nothing().disable());
    String good = authorization(fresh(), Site.KEYS);
    for (String wrong :
        new String[] {
          good.replaceAll("response=\"[0-9a-f]+\"", "response=\"" + spoiled + "\""),
          good.replace("qop=auth", "qop=auth-int"),
          good.replace("nc=", "nc=0"),
          good.replace(DigestSigner.REALM, "elsewhere"),
          good.replace(owner.apiKey().publicKey().value(), "zzzzzzzz"),
          good + ", username=\"zzzzzzzz\"",
          ofOff
        }) {
      Response answer = site.nobody().with("Authorization", wrong).call("GET", Site.KEYS);
      assertEquals(401, answer.status(), wrong);
      assertEquals("false", challenge(answer).group(2), wrong);
      assertFalse(answer.body().contains(spoiled));
    }
    assertEquals(
        200, site.nobody().with("Authorization", good).call("GET", Site.KEYS).status(), "unspent");
  }

  @Test
  void anotherMethodIsAnotherAnswer() {
    String signed = authorization(fresh(), Site.path(owner));

    Response answer =
        site.nobody().with("Authorization", signed).call("PATCH", Site.path(owner), "{}");

    assertEquals(401, answer.status());
  }

  private String nonce() {
    return challenge(site.nobody().call("GET", Site.KEYS)).group(1);
  }

  private Signing fresh() {
    return Signing.of(nonce());
  }

  private static Matcher challenge(Response answer) {
    Matcher challenge = CHALLENGE.matcher(answer.header("www-authenticate"));
    assertTrue(challenge.lookingAt(), answer::toString);
    return challenge;
  }

  private Response get(Signing signing, String target) {
    String signed = authorization(signing, target);
    return site.nobody().with("Authorization", signed).call("GET", target);
  }

  private String authorization(Signing signing, String target) {
    return DigestSigner.of(owner).authorization(signing, "GET", target);
  }
}
