package io.claviger.examples.atlas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.IssuedApiKey;
import io.claviger.NewApiKey;
import io.claviger.Role;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP Digest as clients of Atlas speak it (sections 3.1 and 5 of the reference). */
class DigestTest {
  private static final String REALM = "MMS Public API";
  private static final Pattern CHALLENGE =
      Pattern.compile(
          "Digest realm=\"MMS Public API\", domain=\"\", nonce=\"([0-9A-Za-z_-]+)\", algorithm=MD5, qop=\"auth\", stale=(true|false)");

  /** How most clients write it; what others do is made of this. */
  private static final String SPELLING =
      "Digest username=\"%1$s\", realm=\"%2$s\", nonce=\"%3$s\", uri=\"%4$s\", algorithm=%5$s, qop=auth, nc=%6$s, cnonce=\"0a4f\", response=\"%7$s\"";

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
        SPELLING,
        "digest username=\"%1$s\",realm=\"%2$s\",nonce=\"%3$s\",uri=\"%4$s\",algorithm=\"%5$s\",qop=\"auth\",nc=\"%6$s\",cnonce=\"0a4f\",response=\"%7$s\"",
        "Digest username=\"%1$s\", realm=\"%2$s\", nonce=\"%3$s\", uri=\"%4$s\", qop=auth, nc=%6$s, cnonce=\"0a4f\", response=\"%7$s\", opaque=\"\"",
        "DIGEST  qop = auth ,nc=%6$s,, cnonce=0a4f, response=%7$s, username=%1$s, realm=\"%2$s\", nonce=%3$s, uri=\"%4$s\""
      })
  void everySpellingIsRead(String spelling) {
    assertEquals(200, get(spelling, Site.KEYS, nonce(), 4, "MD5").status());
  }

  @Test
  void sha256IsTakenThoughItIsNotOffered() {
    assertEquals(200, get(SPELLING, Site.KEYS, nonce(), 1, "SHA-256").status());
  }

  @Test
  void theTargetIsSignedAsItWasSent() {
    String target = Site.path(owner) + "/whitelist/127.0.0.0%2F24?pretty=true";

    assertEquals(200, get(SPELLING, target, nonce(), 1, "MD5").status());
    String signed = authorization(SPELLING, target.replace("%2F", "%2f"), nonce(), 1, "MD5");
    assertEquals(401, site.nobody().with("Authorization", signed).call("GET", target).status());
  }

  @Test
  void aPathWithoutItsQueryIsEnoughForOneClient() {
    String signed = authorization(SPELLING, Site.KEYS, nonce(), 1, "MD5");

    Sender sender = site.nobody().with("Authorization", signed);
    assertEquals(200, sender.call("GET", Site.KEYS + "?pretty=true").status());
  }

  @Test
  void countsComeInAnyOrderButOnce() {
    String nonce = nonce();

    assertEquals(200, get(SPELLING, Site.KEYS, nonce, 7, "MD5").status());
    assertEquals(200, get(SPELLING, Site.KEYS, nonce, 2, "MD5").status());
    assertEquals(200, get(SPELLING, Site.KEYS, nonce, 100_000, "MD5").status());
    Response again = get(SPELLING, Site.KEYS, nonce, 7, "MD5");
    assertEquals(401, again.status());
    Matcher fresh = challenge(again);
    assertEquals("true", fresh.group(2));
    assertEquals(200, get(SPELLING, Site.KEYS, fresh.group(1), 8, "MD5").status());
  }

  @Test
  void aNonceIsStaleAfterAMinute() {
    String nonce = nonce();
    site.advance(Duration.ofSeconds(60));

    Response late = get(SPELLING, Site.KEYS, nonce, 1, "MD5");

    assertEquals(401, late.status());
    assertEquals("true", challenge(late).group(2));
  }

  @Test
  void whatIsWrongIsNobodysWithoutStale() {
    String spoiled = "0".repeat(32);
    IssuedApiKey off = site.key(NewApiKey.of("off", Role.ORG_OWNER));
    String ofOff = authorization(off, SPELLING, Site.KEYS, nonce(), 1, "MD5");
    site.host()
        .update(Site.ORGANIZATION, off.apiKey().id(), io.claviger.ApiKeyPatch.nothing().disable());
    String good = authorization(SPELLING, Site.KEYS, nonce(), 1, "MD5");
    for (String wrong :
        new String[] {
          good.replaceAll("response=\"[0-9a-f]+\"", "response=\"" + spoiled + "\""),
          good.replace("qop=auth", "qop=auth-int"),
          good.replace("nc=", "nc=0"),
          good.replace(REALM, "elsewhere"),
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
    String signed = authorization(SPELLING, Site.path(owner), nonce(), 1, "MD5");

    Response answer =
        site.nobody().with("Authorization", signed).call("PATCH", Site.path(owner), "{}");

    assertEquals(401, answer.status());
  }

  private String nonce() {
    return challenge(site.nobody().call("GET", Site.KEYS)).group(1);
  }

  private static Matcher challenge(Response answer) {
    Matcher challenge = CHALLENGE.matcher(answer.header("www-authenticate"));
    assertTrue(challenge.lookingAt(), answer::toString);
    return challenge;
  }

  private Response get(String spelling, String target, String nonce, int count, String algorithm) {
    String signed = authorization(spelling, target, nonce, count, algorithm);
    return site.nobody().with("Authorization", signed).call("GET", target);
  }

  private String authorization(
      String spelling, String target, String nonce, int count, String algorithm) {
    return authorization(owner, spelling, target, nonce, count, algorithm);
  }

  private static String authorization(
      IssuedApiKey key, String spelling, String target, String nonce, int count, String algorithm) {
    String publicKey = key.apiKey().publicKey().value();
    String uses = HexFormat.of().toHexDigits(count);
    String ha1 = hash(algorithm, publicKey + ":" + REALM + ":" + key.privateKey().reveal());
    String ha2 = hash(algorithm, "GET:" + target);
    String response = hash(algorithm, String.join(":", ha1, nonce, uses, "0a4f", "auth", ha2));
    return spelling.formatted(publicKey, REALM, nonce, target, algorithm, uses, response);
  }

  private static String hash(String algorithm, String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance(algorithm);
      return HexFormat.of().formatHex(digest.digest(text.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
