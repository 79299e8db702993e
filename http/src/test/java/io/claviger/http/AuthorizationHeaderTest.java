package io.claviger.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.claviger.access.Credential;
import io.claviger.access.Credential.Malformed;
import io.claviger.access.Credential.Missing;
import io.claviger.access.Credential.Pair;
import io.claviger.model.PrivateKey;
import io.claviger.model.PublicKey;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorizationHeaderTest {
  private static final String SECRET = "3f9c1d7e-52ab-4c08-9e61-7b04d2f8a5c3";

  /** "abcdefgh:", which needs no padding. */
  private static final String NAME = "YWJjZGVmZ2g6";

  /** With the secret behind it. */
  private static final String PAIR = NAME + "M2Y5YzFkN2UtNTJhYi00YzA4LTllNjEtN2IwNGQyZjhhNWMz";

  private static final String TOKEN =
      "acme_0000000000000000_00000000000000000000000000000000000000000003bq6MF";

  @Test
  void noValueIsMissing() {
    assertEquals(new Missing(), AuthorizationHeader.credential(List.of()));
  }

  @Test
  void oneValueIsBothHalvesOrAToken() {
    assertEquals(pair("abcdefgh", SECRET), read("Basic " + PAIR));
    assertEquals(pair("0000000000000000", TOKEN), read("Bearer " + TOKEN));
  }

  /** Whichever is right: another server may have taken the other. */
  @Test
  void twoValuesAreMalformed() {
    assertEquals(new Malformed(), read("Basic " + PAIR, "Basic " + PAIR));
    assertEquals(new Malformed(), read("Basic " + PAIR, "Bearer " + TOKEN));
    assertEquals(new Malformed(), read("Basic " + PAIR, ""));
    assertEquals(new Malformed(), read("", "Basic " + PAIR));
    assertEquals(new Malformed(), read("", "", ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "basic " + PAIR,
        "BASIC " + PAIR,
        "bAsIc " + PAIR,
        "Basic   " + PAIR,
        " Basic " + PAIR,
        "Basic " + PAIR + " ",
        "\t Basic " + PAIR + " \t",
      })
  void theSchemeIsOfAnyCaseAndBlanksAreAround(String value) {
    assertEquals(pair("abcdefgh", SECRET), read(value));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bearer " + TOKEN, "BEARER   " + TOKEN, "\tBearer " + TOKEN + " "})
  void soTheyAreWithATokenToo(String value) {
    assertEquals(pair("0000000000000000", TOKEN), read(value));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "Basic",
        "Basic ",
        "Bearer",
        "Bearer ",
        PAIR,
        TOKEN,
        "Basic" + PAIR,
        "Basic\t" + PAIR,
        "Basic \t" + PAIR,
        "Basic\u00a0" + PAIR,
        "Basic:" + PAIR,
        "Basic, " + PAIR,
        "\u00a0Basic " + PAIR,
        "\nBasic " + PAIR,
        "Basic " + PAIR + "\n",
        "Basic " + PAIR + "\r\n",
        "Basic " + PAIR + "\0",
        "Basic " + PAIR + ";",
        "Basic \"" + PAIR + "\"",
        "Basic \ufeff" + PAIR,
        "Basic token68=" + PAIR,
        "Basic realm=\"x\", " + PAIR,
        "Basic Basic " + PAIR,
        "Authorization: Basic " + PAIR,
        "Ba\u017fic " + PAIR,
        "Bas\u0131c " + PAIR,
        "Bas\u0130c " + PAIR,
        "\uff22asic " + PAIR,
        "Basi " + PAIR,
        "Basics " + PAIR,
        "Digest " + PAIR,
        "Digest username=\"abcdefgh\", realm=\"x\", response=\"0\"",
        "Negotiate " + PAIR,
        "Token " + TOKEN,
        "Bearer " + PAIR,
        "Basic " + TOKEN,
        "Basic abcdefgh:" + SECRET,
        "Bearer " + SECRET,
        "Bearer " + TOKEN + "=",
        "Bearer \"" + TOKEN + "\"",
        "Bearer token=" + TOKEN,
      })
  void anotherFormIsMalformed(String value) {
    assertEquals(new Malformed(), read(value));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Basic " + PAIR + ", Basic " + PAIR,
        "Basic " + PAIR + ",Basic " + PAIR,
        "Basic " + PAIR + ", Bearer " + TOKEN,
        "Bearer " + TOKEN + ", Basic " + PAIR,
        "Bearer " + TOKEN + "," + TOKEN,
        "Basic " + PAIR + "," + PAIR,
        "Basic " + PAIR + ",",
        ", Basic " + PAIR,
        "Basic " + PAIR + " Bearer " + TOKEN,
        "Basic " + PAIR + " " + PAIR,
      })
  void twoThatWereJoinedAreMalformed(String value) {
    assertEquals(new Malformed(), read(value));
  }

  @Test
  void whatIsMuchTooLongIsMalformed() {
    for (String huge : List.of("A", " ", "\t", "=", ",", "Basic ", "Bearer ", "\u00e9", "\0")) {
      String text = huge.repeat(10_000_000 / huge.length());
      assertEquals(new Malformed(), read(text));
      assertEquals(new Malformed(), read("Basic " + text));
      assertEquals(new Malformed(), read("Basic " + PAIR + text));
      assertEquals(new Malformed(), read("Bearer " + TOKEN + text));
    }
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
    assertEquals("Missing[]", AuthorizationHeader.credential(List.of()).toString());
  }

  private static Pair pair(String publicKey, String privateKey) {
    return new Pair(new PublicKey(publicKey), PrivateKey.of(privateKey));
  }

  private static Credential read(String... values) {
    return AuthorizationHeader.credential(List.of(values));
  }

  private static Credential readBasic(String pair) {
    return read("Basic " + AuthorizationArbitraries.base64(pair));
  }
}
