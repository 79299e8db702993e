package io.claviger.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.access.Credential;
import io.claviger.model.PrivateKey;
import io.claviger.model.PublicKey;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuthorizationTest {
  private static final String SECRET = "3f9c1d7e-52ab-4c08-9e61-7b04d2f8a5c3";

  /** "abcdefgh:", which needs no padding. */
  private static final String NAME = "YWJjZGVmZ2g6";

  /** With the secret behind it. */
  private static final String PAIR = NAME + "M2Y5YzFkN2UtNTJhYi00YzA4LTllNjEtN2IwNGQyZjhhNWMz";

  private static final String TOKEN =
      "acme_0000000000000000_00000000000000000000000000000000000000000003bq6MF";

  @Test
  void whatIsMuchTooLongIsMalformed() {
    for (String huge : List.of("A", " ", "\t", "=", ",", "Basic ", "Bearer ", "\u00e9", "\0")) {
      String text = huge.repeat(10_000_000 / huge.length());
      assertEquals(Credential.malformed(""), read(text));
      assertEquals(Credential.malformed(""), read("Basic " + text));
      assertEquals(Credential.malformed(""), read("Basic " + PAIR + text));
      assertEquals(Credential.malformed(""), read("Bearer " + TOKEN + text));
    }
  }

  @Test
  void theLongestPairHasRoomForBlanks() {
    String publicKey = "k".repeat(32);
    String privateKey = "~".repeat(256);
    String value = "Basic " + AuthorizationArbitraries.base64(publicKey + ":" + privateKey);
    assertEquals(394, value.length());
    String blanks = " ".repeat(1_100 - value.length());
    for (String longest :
        List.of(value, value + blanks, blanks + value, value.replace(" ", blanks + " "))) {
      assertEquals(
          Credential.pair(new PublicKey(publicKey), PrivateKey.of(privateKey)), read(longest));
      assertEquals(Credential.malformed(""), read(longest + " ".repeat(1_101 - longest.length())));
    }
    assertEquals(Credential.malformed(""), readBasic(publicKey + "k:" + privateKey));
    assertEquals(Credential.malformed(""), readBasic(publicKey + ":" + privateKey + "~"));
  }

  @Test
  void nothingThatIsPrintedTellsTheSecret() {
    String secret = "Hunter2-" + SECRET;
    String printed =
        List.of(
                readBasic("abcdefgh:" + secret),
                readBasic("abcdefgh:" + secret + "\n"),
                readBasic(secret + ":" + secret),
                readBasic(secret),
                read("Basic " + secret),
                read("Bearer " + secret),
                read("Basic abcdefgh:" + secret))
            .toString();
    for (int at = 0; at + 4 <= secret.length(); at++) {
      assertFalse(printed.contains(secret.substring(at, at + 4)), "a part of it is printed");
    }
    assertFalse(read("Basic " + PAIR).toString().contains(SECRET.substring(0, 8)));
    assertFalse(read("Bearer " + TOKEN).toString().contains("00000000_0"), "its secret begins so");
    assertEquals("Missing[]", Authorization.of(List.of()).credential().toString());
  }

  private static Credential read(String... values) {
    return Authorization.of(List.of(values)).credential();
  }

  private static Credential readBasic(String pair) {
    return read("Basic " + AuthorizationArbitraries.base64(pair));
  }

  /** A proxy may join two fields. Digest has commas of its own, also in quoted texts. */
  @Test
  void twoSchemesInOneValueAreTwoValues() {
    for (String joined :
        List.of("Bearer a.b.c, Digest username=\"x\"", "Digest username=\"x\",\tBearer a.b.c")) {
      Authorization header = Authorization.of(List.of(joined));
      assertFalse(header.isSingle(), joined);
      assertTrue(header.has("digest") && header.has("bearer"), joined);
    }
    String digest = "Digest username=\"x\", uri=\"/a, Basic b\\\", Basic c\", qop = auth , nc=1,";
    assertEquals(List.of(digest.substring(7)), Authorization.of(List.of(digest)).texts("Digest"));
  }
}
