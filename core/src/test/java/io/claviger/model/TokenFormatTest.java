package io.claviger.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.internal.text.TokenOracle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenFormatTest {
  private static final TokenFormat ACME = TokenFormat.of("acme");
  private static final String HEAD = "acme_0000000000000000_";
  private static final String TOKEN = HEAD + "00000000000000000000000000000000000000000003bq6MF";
  private static final String SECRET = TOKEN.substring(HEAD.length());

  @Test
  void thePublishedFormIsThisOne() {
    assertEquals("acme_[0-9a-z]{8,32}_[0-9A-Za-z]{49}", ACME.pattern().pattern());
    assertEquals("acme_[0-9a-z]{8,32}_[0-9A-Za-z]{49}", ACME.toString());
    assertEquals("acme", ACME.prefix());
  }

  @ParameterizedTest
  @ValueSource(strings = {"ab", "a1", "abcdefghijklmnopqrstuv", "a_b", "acme_live", "acme_eu_1"})
  void aPrefixHas2To22CharactersALetterFirst(String prefix) {
    assertEquals(prefix, TokenFormat.of(prefix).prefix());
  }

  static final String[] WRONG_PREFIXES = {
    "ABCDEFGHIJKLMNOP",
    "a__b",
    "acme__live",
    "a_",
    "a\n",
    "_a",
    "a",
    "",
    "acme_",
    "a-b",
    "a.*",
    "1a",
    "é1",
    "Acme"
  };

  @ParameterizedTest
  @FieldSource("WRONG_PREFIXES")
  void anotherPrefixIsRefusedAndShown(String prefix) {
    ClavigerException refusal =
        Refusal.expect(ErrorCode.INVALID_VALUE, () -> TokenFormat.of(prefix));
    String shown = prefix.replace("\n", "\\u000a").replace("é", "\\u00e9");
    assertEquals(
        "invalid token prefix \""
            + shown
            + "\": must be 2 to 22 characters of 0-9a-z and single underscores, a letter first"
            + " and no underscore last, such as acme or acme_live",
        refusal.getMessage());
    assertEquals(List.of("token prefix", shown), refusal.parameters());
  }

  @ParameterizedTest
  @ValueSource(strings = {"abcdefghijklmnopqrstuvw", TOKEN})
  void whatIsTooLongForAPrefixIsNotShown(String prefix) {
    ClavigerException refusal =
        Refusal.expect(ErrorCode.INVALID_VALUE, () -> TokenFormat.of(prefix));
    assertFalse(refusal.getMessage().contains(prefix));
    assertTrue(refusal.getMessage().contains("it has " + prefix.length() + " and is not shown"));
    assertEquals(List.of("token prefix"), refusal.parameters());
  }

  @Property
  void thePatternFindsEveryTokenInAText(@ForAll("texts") List<String> text) {
    List<String> tokens = text.stream().filter(TokenOracle::isToken).toList();
    List<String> found =
        ACME.pattern().matcher(String.join(" ", text)).results().map(MatchResult::group).toList();
    assertEquals(tokens, found);
  }

  @Property
  void aScrubbedTextIsTheTextWithoutTheSecrets(@ForAll("texts") List<String> text) {
    List<String> expected =
        text.stream()
            .map(it -> TokenOracle.isToken(it) ? PrivateKey.of(it).hint().redacted() : it)
            .toList();
    assertEquals(String.join(" ", expected), ACME.scrub(String.join(" ", text)));
  }

  @Property
  void nothingOfASecretIsLeftWhateverIsAroundIt(
      @ForAll("texts") List<String> text, @ForAll("glue") String glue) {
    String scrubbed = ACME.scrub(String.join(glue, text));
    for (String piece : text) {
      if (TokenOracle.isToken(piece)) {
        int secret = piece.length() - 49;
        assertFalse(scrubbed.contains(piece.substring(secret)), scrubbed);
        assertFalse(scrubbed.contains(piece.substring(secret, secret + 20)), scrubbed);
      }
    }
    assertFalse(ACME.pattern().matcher(scrubbed).find());
    assertEquals(scrubbed, ACME.scrub(scrubbed));
  }

  @Test
  void theRestOfTheTextStays() {
    assertEquals("", ACME.scrub(""));
    assertEquals(
        "GET /v1?key=" + HEAD + "********&page=2 acme_nightly_export 200",
        ACME.scrub("GET /v1?key=" + TOKEN + "&page=2 acme_nightly_export 200"));
    String foreign = TOKEN.replace("acme", "umbrella");
    assertEquals(foreign, ACME.scrub(foreign), "of another prefix");
  }

  @Test
  void tokensThatSufferedAreMaskedToo() {
    String masked = HEAD + "********";
    assertEquals(masked, ACME.scrub(TOKEN.substring(0, TOKEN.length() - 1) + "X"));
    assertEquals(masked, ACME.scrub(TOKEN + "andMore"));
    assertEquals("%20" + masked + "%20", ACME.scrub("%20" + TOKEN + "%20"));
    assertEquals("\\n" + masked + "\\n", ACME.scrub("\\n" + TOKEN + "\\n"));
    assertEquals(masked, ACME.scrub(TOKEN.substring(0, HEAD.length() + 20)));
    for (String head : List.of(HEAD.toUpperCase(Locale.ROOT), HEAD.replace('_', '-'))) {
      assertEquals(head + SECRET, ACME.scrub(head + SECRET), "its beginning is another");
    }
    for (String id : List.of("4K9z0c71m2x8qd5t", "4k9z0c7", "4k9z-0c71m2x8qd5t", "0".repeat(33))) {
      assertEquals("acme_" + id + "_********", ACME.scrub("acme_" + id + "_" + SECRET));
    }
    for (String underscore : List.of("\\_", "__")) {
      String head = HEAD.replace("_", underscore);
      assertEquals(head + "********", ACME.scrub(head + SECRET));
    }
    String short19 = TOKEN.substring(0, HEAD.length() + 19);
    assertEquals(short19, ACME.scrub(short19));
  }

  @Test
  void aPrefixWithUnderscoresIsMaskedAsTheOthers() {
    TokenFormat live = TokenFormat.of("acme_live");
    String token = "acme_live_0000000000000000_" + SECRET;
    assertTrue(token.matches(live.pattern().pattern()));
    for (String underscore : List.of("_", "\\_", "__")) {
      String head = "acme_live_0000000000000000_".replace("_", underscore);
      assertEquals("<" + head + "********>", live.scrub("<" + head + SECRET + ">"));
    }
    assertEquals(TOKEN, live.scrub(TOKEN), "of another prefix");
    assertEquals(token, ACME.scrub(token), "of another prefix");
  }

  @Test
  void anAccessTokenIsMaskedAfterItsPrefix() {
    String body = "AQAAAAEwLm-9zZ_" + "xY7".repeat(30);
    assertEquals("<acme_at.********>", ACME.scrub("<acme_at." + body + ">"));
    assertEquals("acme_at.********", ACME.scrub("acme_at." + body.substring(0, 20)), "cut off");
    String other = "acme_test_at." + body;
    assertEquals(other, ACME.scrub(other), "of another prefix");
  }

  @Test
  void noNewTextHasAnAccessToken() {
    String body = "a-_Z".repeat(30);
    for (Executable place :
        List.<Executable>of(
            () -> NewApiKey.of("of acme_at." + body, Role.ORG_MEMBER),
            () -> ApiKeyPatch.nothing().label(Labels.of(Map.of("name", "acme_at." + body))))) {
      ClavigerException refusal = assertThrows(ClavigerException.class, place);
      assertFalse(refusal.getMessage().contains(body), refusal.getMessage());
    }
  }

  @Test
  void longTextsAreScrubbedToo() {
    String x = "x".repeat(2_000_000);
    assertEquals(x + HEAD + "********", ACME.scrub(x + HEAD + x));
    assertEquals("_".repeat(2_000_000), ACME.scrub("_".repeat(2_000_000)));
  }

  /** What looks like a token may end in the prefix of a true one. */
  @Test
  void aSecretDoesNotSwallowTheHeadOfTheNext() {
    String decoy = HEAD + "x".repeat(45);
    assertEquals(HEAD + "********" + "_0000000000000000_********", ACME.scrub(decoy + TOKEN));
    assertEquals(HEAD + "********" + HEAD.substring(4) + "********", ACME.scrub(TOKEN + TOKEN));
  }

  @Provide
  Arbitrary<List<String>> texts() {
    Arbitrary<String> words =
        Arbitraries.of(
            new String[] {
              "GET", "ACME", "/v1", "$1", "é",
              "{\"key\":\"", "acme", "acme_export_x", "\n", "acme_",
              "\\"
            });
    return Arbitraries.oneOf(TokenOracle.tokens("acme"), words).list().ofMaxSize(8);
  }

  @Provide
  Arbitrary<String> glue() {
    return Arbitraries.of(
        new String[] {
          "acme_", "\"", "=", "x", "",
          "acme", "\n", " ", "_", "9",
          "%20"
        });
  }
}
