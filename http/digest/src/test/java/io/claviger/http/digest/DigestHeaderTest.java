package io.claviger.http.digest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.http.Authorization;
import io.claviger.model.PublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients write, and what they must not. */
class DigestHeaderTest {
  private static final String RESPONSE = "8ca523f5e9506fed4657c9700eebdbec";
  private static final List<String> PARAMETERS =
      List.of(
          "username=\"public000001\"",
          "realm=\"MMS Public API\"",
          "nonce=\"abc+/=\"",
          "uri=\"/a%2Fb?c=d,e\"",
          "qop=auth",
          "nc=0000000a",
          "cnonce=\"MDk=\"",
          "response=\"" + RESPONSE + "\"");

  /** curl, Apache, Go, requests, axios, urllib, and others. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Digest username=\"public000001\", realm=\"MMS Public API\", nonce=\"abc+/=\", uri=\"/a%2Fb?c=d,e\", cnonce=\"MDk=\", nc=0000000a, qop=auth, response=\"8ca523f5e9506fed4657c9700eebdbec\", algorithm=MD5",
        "Digest username=\"public000001\", realm=\"MMS Public API\", nonce=\"abc+/=\", uri=\"/a%2Fb?c=d,e\", response=\"8ca523f5e9506fed4657c9700eebdbec\", qop=auth, nc=0000000a, cnonce=\"MDk=\", algorithm=MD5, opaque=\"x\"",
        "Digest username=\"public000001\",realm=\"MMS Public API\",nonce=\"abc+/=\",uri=\"/a%2Fb?c=d,e\",cnonce=\"MDk=\",nc=0000000A,qop=auth,response=\"8CA523F5E9506FED4657C9700EEBDBEC\",algorithm=\"MD5\"",
        "Digest username=\"public000001\", realm=\"MMS Public API\", nonce=\"abc+/=\", uri=\"/a%2Fb?c=d,e\", response=\"8ca523f5e9506fed4657c9700eebdbec\", algorithm=\"MD5\", qop=\"auth\", nc=\"0000000a\", cnonce=\"MDk=\"",
        "Digest username=\"public000001\", realm=\"MMS Public API\", nonce=\"abc+/=\", uri=\"/a%2Fb?c=d,e\", response=\"8ca523f5e9506fed4657c9700eebdbec\", qop=auth, nc=0000000a, cnonce=\"MDk=\"",
        "\t DIGEST   ,, USERNAME \t=\tpublic000001 ,realm = \"MMS P\\ublic API\" , nonce=\"abc+/=\",,uri=\"\\/a%2Fb?c=d,e\",qop=auth, NC=0000000a,Cnonce=\"MDk=\",response=8ca523f5e9506fed4657c9700eebdbec,userhash=false,charset=UTF-8 , ,\t",
      })
  void allSpellingsOfAnAnswerAreRead(String header) {
    DigestAnswer answer = DigestHeader.read(Authorization.of(List.of(header))).orElseThrow();
    assertEquals(new PublicKey("public000001"), answer.publicKey());
    assertEquals(DigestAlgorithm.MD5, answer.algorithm());
    assertEquals("MMS Public API", answer.realm());
    assertEquals("abc+/=", answer.nonce());
    assertEquals("/a%2Fb?c=d,e", answer.uri());
    assertEquals(10, answer.count());
  }

  @Test
  void whatIsRequiredIsRequired() {
    assertTrue(read(PARAMETERS));
    for (int i = 0; i < PARAMETERS.size(); i++) {
      List<String> less = new ArrayList<>(PARAMETERS);
      String gone = less.remove(i);
      assertFalse(read(less), "without " + gone);
    }
  }

  @Test
  void nothingComesTwice() {
    for (String each : PARAMETERS) {
      assertFalse(readWith(each), each);
      assertFalse(
          readWith(each.substring(0, 1).toUpperCase(Locale.ROOT) + each.substring(1)), each);
    }
    assertTrue(readWith("unknown=1"));
    assertFalse(readWith("unknown=1, Unknown=1"));
    assertFalse(readWith("algorithm=MD5, algorithm=MD5"));
  }

  static final String[] WRONG_VALUES = {
    "uri=/unquoted", "realm=\"MMS\\\0\"", "realm=\"MMS\t\"",
    "nc=000000001", "realm=\"MMS\u007f\"", "username=\"\"",
    "qop=auth-int", "realm=\"MMS\u00e9\"", "response=\"\"",
    "nc=0000000g", "response=\"8ca523f5e9506fed4657c9700eebdbe\"", "realm=\"a\"b",
    "nc=-0000001", "qop=\"auth,auth-int\"", "realm=\"open",
    "nc=+0000001", "username=\"Mufasa\"", "realm=\"open\\",
    "nc=0000000", "response=\"8ca523f5e9506fed4657c9700eebdbeg\"", "qop=\"\"",
    "realm=a b", "response=\"8ca523f5e9506fed4657c9700eebdbecc\"", "=\"MMS\"",
    "qop=AUTH", "nc=", "realm=\"open\\\"",
    "realm=", "realm", "realm=\"MMS\0\""
  };

  @ParameterizedTest
  @FieldSource("WRONG_VALUES")
  void aValueThatBreaksItsRuleIsMalformed(String parameter) {
    String name = parameter.split("=", -1)[0];
    List<String> others = new ArrayList<>(PARAMETERS);
    others.removeIf(each -> each.startsWith(name + "="));
    others.add(parameter);
    assertFalse(read(others), parameter);
  }

  static final String[] SPOILING = {
    "username*=UTF-8''public000001", "algorithm=", "a==b", "algorithm=\"\"", "\n",
    "algorithm=MD5-sess", "userhash=true", "a/b=1", "userhash=\"TRUE\"", "a=\n1",
    "algorithm=SHA-256", "a=1;b=2", "a", "na\u00efve=1"
  };

  @ParameterizedTest
  @FieldSource("SPOILING")
  void anotherParameterMaySpoilIt(String parameter) {
    assertFalse(readWith(parameter), parameter);
  }

  @Test
  void anotherSchemeIsNoAnswer() {
    String rest = String.join(",", PARAMETERS);
    for (String scheme :
        List.of("Basic ", "Digests ", "Diges ", "Digest,", "Digest", "", "\nDigest ")) {
      assertFalse(DigestHeader.read(Authorization.of(List.of(scheme + rest))).isPresent(), scheme);
    }
  }

  @Test
  void oneValueOfAtMostEightKibibytes() {
    String good = "Digest " + String.join(",", PARAMETERS) + ",a=";
    String longest = good + "x".repeat(8192 + "Digest ".length() - good.length());
    assertTrue(DigestHeader.read(Authorization.of(List.of(longest))).isPresent());
    assertFalse(DigestHeader.read(Authorization.of(List.of(longest + "x"))).isPresent());
    assertEquals(Optional.empty(), DigestHeader.read(Authorization.of(List.of())));
    assertEquals(
        Optional.empty(), DigestHeader.read(Authorization.of(List.of(good + "x", good + "x"))));
  }

  @Test
  void junkTakesNoLongerThanItIsLong() {
    for (String piece :
        List.of(",", "\"", "\\", "a=\"", " ", "a", "a=b,", "\\\"", "=", "Digest ")) {
      String junk = "Digest " + piece.repeat(8185 / piece.length());
      assertTimeoutPreemptively(
          Duration.ofSeconds(5),
          () -> {
            for (int i = 0; i < 200; i++) {
              assertFalse(DigestHeader.read(Authorization.of(List.of(junk))).isPresent());
            }
          });
    }
  }

  @Test
  void anAnswerPrintsNothingOfItself() {
    DigestAnswer answer =
        DigestHeader.read(Authorization.of(List.of("Digest " + String.join(",", PARAMETERS))))
            .orElseThrow();
    assertEquals("DigestAnswer[public000001]", answer.toString());
  }

  private static boolean readWith(String parameter) {
    List<String> more = new ArrayList<>(PARAMETERS);
    more.add(parameter);
    return read(more);
  }

  private static boolean read(List<String> parameters) {
    return DigestHeader.read(Authorization.of(List.of("Digest " + String.join(", ", parameters))))
        .isPresent();
  }
}
