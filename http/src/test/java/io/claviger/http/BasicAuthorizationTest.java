package io.claviger.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.access.Credential;
import io.claviger.access.Credential.Malformed;
import io.claviger.access.Credential.Pair;
import io.claviger.model.PrivateKey;
import io.claviger.model.PublicKey;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is behind {@code Basic}: its Base64, and the pair in it. */
class BasicAuthorizationTest {
  private static final String SECRET = "3f9c1d7e-52ab-4c08-9e61-7b04d2f8a5c3";
  private static final String TOKEN =
      "acme_0000000000000000_00000000000000000000000000000000000000000003bq6MF";

  /** "abcdefgh:", which needs no padding. */
  private static final String NAME = "YWJjZGVmZ2g6";

  @ParameterizedTest
  @CsvSource({"eA==, x", "eHk=, xy", "eHl6, xyz", "fj8+, ~?>", "Pz8/, ???"})
  void base64IsReadInOneSpelling(String end, String privateKey) {
    assertEquals(pair("abcdefgh", privateKey), read("Basic " + NAME + end));
  }

  /** Without padding, with too much of it, bits that mean nothing, the alphabet of URLs, blanks. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "eA", "eA=", "eA===", "eHk", "eHk==", "eHl6=", "eHl6====", "eA==eA==", "eHk=eHk=", "=eHl6",
        "e=A=", "eB==", "eP==", "eHl=", "eHn=", "fj8-", "Pz8_", " eHl6", "eH l6", "eHl6\n",
        "eH\r\nl6", "eHl6.", "eHl6~", "eHl\u00e9", "eHl\uff16", "eHl6\0", "e", "eHl6e", "%65Hl6"
      })
  void anotherSpellingIsMalformed(String end) {
    assertEquals(new Malformed(), read("Basic " + NAME + end));
  }

  @ParameterizedTest
  @ValueSource(strings = {":", "::", "a:", ":a", "a:b:c", "!~"})
  void whatIsBehindTheFirstColonIsThePrivateKey(String privateKey) {
    assertEquals(pair("abcdefgh", privateKey), readBasic("abcdefgh:" + privateKey));
  }

  /** And nothing without it, though some services take a token as the user-id alone. */
  @Test
  void aTokenIsThePasswordOfItsPublicKey() {
    assertEquals(read("Bearer " + TOKEN), readBasic("0000000000000000:" + TOKEN));
    assertEquals(new Malformed(), readBasic(TOKEN + ":"));
    assertEquals(new Malformed(), readBasic(":" + TOKEN));
    assertEquals(new Malformed(), readBasic(TOKEN));
    assertEquals(new Malformed(), readBasic(TOKEN + ":" + TOKEN));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":",
        "::",
        "abcdefgh",
        "abcdefgh:",
        ":secret",
        "abcdefg:secret",
        "Abcdefgh:secret",
        "Aladdin:open sesame",
        " abcdefgh:secret",
        "abcdefgh :secret",
        "abcdefgh: secret",
        "abcdefgh:sec ret",
        "abcdefgh:secret ",
        "abcdefgh:secret\n",
        "abcdefgh:secret\0",
        "\0abcdefgh:secret",
        "abcdefgh\0:secret",
        "abcdefgh:sec\u001bret",
        "abcdefgh:secret\u007f",
        "abcdefgh:secret\u0080",
        "abcdefgh:caf\u00e9",
        "abcdefg\u00e9:secret",
        "\u00ff\u00febcdefgh:secret",
        SECRET + ":abcdefgh",
      })
  void aPairThatBreaksItsRuleIsMalformed(String pair) {
    assertEquals(new Malformed(), readBasic(pair));
    assertEquals(new Malformed(), read("Basic " + base64(pair, StandardCharsets.UTF_8)));
  }

  @Test
  void theLongestPairHasRoomForBlanks() {
    String publicKey = "k".repeat(32);
    String privateKey = "~".repeat(256);
    String value = "Basic " + base64(publicKey + ":" + privateKey, StandardCharsets.UTF_8);
    assertEquals(394, value.length());
    String blanks = " ".repeat(512 - value.length());
    for (String longest :
        List.of(value, value + blanks, blanks + value, value.replace(" ", blanks + " "))) {
      assertEquals(pair(publicKey, privateKey), read(longest));
      assertEquals(new Malformed(), read(longest + " ".repeat(513 - longest.length())));
    }
    assertEquals(new Malformed(), readBasic(publicKey + "k:" + privateKey));
    assertEquals(new Malformed(), readBasic(publicKey + ":" + privateKey + "~"));
  }

  private static Pair pair(String publicKey, String privateKey) {
    return new Pair(new PublicKey(publicKey), PrivateKey.of(privateKey));
  }

  private static Credential read(String... values) {
    return AuthorizationHeader.credential(List.of(values));
  }

  /** Each character as one byte. */
  private static Credential readBasic(String pair) {
    return read("Basic " + base64(pair, StandardCharsets.ISO_8859_1));
  }

  private static String base64(String text, Charset charset) {
    return Base64.getEncoder().encodeToString(text.getBytes(charset));
  }
}
