package io.claviger.internal.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.access.Credential;
import io.claviger.model.PrivateKey;
import io.claviger.model.PublicKey;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class TokenTextTest {
  private static final String ZEROS = "0".repeat(43);
  private static final String TOKEN = "acme_0000000000000000_" + ZEROS + "3bq6MF";

  @Test
  void aTokenTellsItsHead() {
    TokenText head = new TokenText("acme", "0000000000000000");
    assertEquals(Optional.of(head), TokenText.of(TOKEN));
    assertEquals("acme_0000000000000000_********", head.redacted());
    assertEquals(
        Credential.pair(new PublicKey(head.publicKey()), PrivateKey.of(TOKEN)),
        Credential.token(TOKEN));
  }

  @Property
  void everyTokenIsReadAsWhatItWasMadeOf(@ForAll("tokens") String token) {
    assertTrue(TokenOracle.isToken(token));
    String prefix = TokenOracle.prefix(token);
    String id = token.substring(prefix.length() + 1, token.length() - 50);
    TokenText head = TokenText.of(token).orElseThrow();
    assertEquals(new TokenText(prefix, id), head);
    assertEquals(
        Credential.pair(new PublicKey(head.publicKey()), PrivateKey.of(token)),
        Credential.token(token));
    assertEquals(prefix + "_" + id + "_********", PrivateKey.of(token).toString());
    assertEquals(Optional.of(head), TokenText.ofRedacted(PrivateKey.of(token).toString()));
    assertTrue(token.matches(TokenText.tokenForm(prefix)));
    assertEquals("<********>", TokenText.masked("<" + token + ">"));
  }

  @Property
  void aTokenHasItsOwnPrefixOnly(@ForAll("tokens") String token, @ForAll("prefixes") String other) {
    String prefix = TokenOracle.prefix(token);
    assertTrue(TokenText.hasPrefix(token, prefix));
    assertEquals(prefix.equals(other), TokenText.hasPrefix(token, other));
    assertFalse(TokenText.hasPrefix(token, prefix.substring(0, prefix.length() - 1)));
    String longer = token.substring(0, token.length() - 50);
    assertFalse(TokenText.hasPrefix(token, longer));
    assertFalse(TokenText.hasPrefix("x_" + token, "x"));
  }

  @Property(tries = 2000)
  void whateverTheTextTheAnswerIsAValue(@ForAll("hostile") String text) {
    Credential credential = Credential.token(text);
    assertEquals(TokenOracle.isToken(text), credential.publicKey().isPresent());
    if (credential.publicKey().isPresent()) {
      assertEquals(text, credential.privateKey().orElseThrow().reveal());
    }
    assertFalse(text.length() > 40 && credential.toString().contains(text));
  }

  static final String[] WRONG_HEADS = {
    "acme_000000000000000000000000000000000_",
    "acme-00000000_",
    "__",
    "\nacme_00000000_",
    "abcdefghijklmnopqrstuvw_00000000_",
    "acme_live",
    "acme__live_00000000_",
    "_acme_00000000_",
    "acme_live__00000000_",
    "acme_Live_00000000_",
    "a__b_00000000_",
    "acme_live_0000000_",
    "acme_0000000A_",
    "acme",
    "acm\u00e9_00000000_",
    "acme_0000000000000000_",
    "Acme_00000000_",
    "a_00000000_",
    "acme_0000000\uff10_",
    "1acme_00000000_",
    "acme_00000000__",
    "acme_00000000-",
    "",
    "acme__00000000_",
    " acme_00000000_",
    "acme_0000000_",
    "_"
  };

  @ParameterizedTest
  @FieldSource("WRONG_HEADS")
  void withAnotherHeadItIsNoTokenThoughTheChecksumIsRight(String head) {
    assertMalformed(head);
    if (!head.equals("acme_0000000000000000_")) {
      assertMalformed(TokenOracle.sealed(head + ZEROS));
    }
  }

  @Test
  void withAnotherTailItIsNoTokenThoughTheChecksumIsRight() {
    String head = "acme_00000000_";
    assertTrue(TokenText.of(TokenOracle.sealed(head + ZEROS)).isPresent());
    for (String secret :
        new String[] {"", ZEROS.substring(1), ZEROS + "0", ZEROS.substring(1) + "-"}) {
      assertMalformed(TokenOracle.sealed(head + secret));
    }
    assertMalformed(TOKEN + "\n");
    assertMalformed(TOKEN + " ");
    assertMalformed("3f9c1d7e-52ab-4c08-9e61-7b04d2f8a5c3");
    assertMalformed("0".repeat(5_000_000));
    assertMalformed("acme_".repeat(1_000_000));
  }

  @Provide
  Arbitrary<String> tokens() {
    return TokenOracle.tokens();
  }

  @Provide
  Arbitrary<String> prefixes() {
    return TokenOracle.prefixes();
  }

  /** Tokens that were cut, glued and spoiled, and soup of their parts. */
  @Provide
  Arbitrary<String> hostile() {
    Arbitrary<String> pieces =
        Arbitraries.of("", "_", "a", "Z", "0", "%", "\0", "\n", "é", "\ud83d", "\ude00", " ", "__");
    Arbitrary<String> spoiled =
        Combinators.combine(
                TokenOracle.tokens(),
                Arbitraries.integers().between(0, 99),
                pieces,
                Arbitraries.integers().between(0, 3))
            .as(TokenTextTest::spoil);
    Arbitrary<String> sealed =
        Combinators.combine(TokenOracle.tokens(), Arbitraries.integers().between(0, 99), pieces)
            .as((token, at, piece) -> spoil(token.substring(0, token.length() - 6), at, piece, 1))
            .map(TokenOracle::sealed);
    Arbitrary<String> anything =
        Arbitraries.strings().withCharRange('\0', '\uffff').ofMaxLength(120);
    return Arbitraries.oneOf(spoiled, sealed, anything, pieces.list().map(l -> String.join("", l)));
  }

  private static String spoil(String text, int at, String insert, int drop) {
    int from = Math.min(at, text.length());
    return text.substring(0, from) + insert + text.substring(Math.min(from + drop, text.length()));
  }

  private static void assertMalformed(String text) {
    assertEquals(Credential.malformed(""), Credential.token(text), () -> "<" + text + ">");
  }
}
