package io.claviger.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Draws Authorization headers, right ones and nearly right ones. */
final class AuthorizationArbitraries {
  private AuthorizationArbitraries() {}

  /** Each character as one byte. */
  static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  static Arbitrary<String> publicKeys() {
    return Arbitraries.strings()
        .withChars("0123456789abcdefghijklmnopqrstuvwxyz")
        .ofMinLength(8)
        .ofMaxLength(32);
  }

  static Arbitrary<String> privateKeys() {
    Arbitrary<String> any =
        Arbitraries.strings().withCharRange('!', '~').ofMinLength(1).ofMaxLength(256);
    Arbitrary<String> colons = Arbitraries.of(":", "::", ":a", "a:", "a:b:c", ":".repeat(256));
    Arbitrary<String> uuids = Arbitraries.randoms().map(AuthorizationArbitraries::uuid);
    return Arbitraries.oneOf(any, colons, uuids);
  }

  /** Headers of both schemes in which something was put in, left out, replaced, or nothing. */
  static Arbitrary<String> spoiledHeaders() {
    return spoiled(
        headers(),
        Arbitraries.of(
            new String[] {
              "", "\t", "==", "B", "/", ":",
              "Basic ", "\ud83d", " ", "0", "_", "=",
              "\u017f", "\r\n", ", ", "a", "-", "Bearer ",
              "\u00a0", "  ", "\0", "A", "+", ",",
              "\u00e9", " ".repeat(300)
            }));
  }

  /** The same of what Basic encodes; no character needs more than a byte. */
  static Arbitrary<String> spoiledPairs() {
    return spoiled(
        Combinators.combine(publicKeys(), privateKeys())
            .as((publicKey, privateKey) -> publicKey + ":" + privateKey),
        Arbitraries.of(
            new String[] {
              "", "\u00a0", "\u00ff", "\t", ":",
              "A", "-", "\u001b", "\u0080", "\u007f",
              "\u00e9", "\r\n", "::", "\0", "a",
              "0", " ", "a".repeat(20), "a".repeat(200)
            }));
  }

  static Arbitrary<String> inAnyCase(String scheme) {
    return Arbitraries.integers()
        .between(0, (1 << scheme.length()) - 1)
        .map(upper -> inCase(scheme, upper));
  }

  private static String inCase(String scheme, int upper) {
    StringBuilder text = new StringBuilder(scheme);
    for (int i = 0; i < scheme.length(); i++) {
      if ((upper >> i & 1) == 1) {
        text.setCharAt(i, Character.toUpperCase(scheme.charAt(i)));
      }
    }
    return text.toString();
  }

  private static Arbitrary<String> headers() {
    Arbitrary<String> basics =
        Combinators.combine(inAnyCase("basic"), publicKeys(), privateKeys())
            .as((scheme, name, secret) -> scheme + " " + base64(name + ":" + secret));
    Arbitrary<String> bearers =
        Combinators.combine(inAnyCase("bearer"), Tokens.any())
            .as((scheme, token) -> scheme + " " + token);
    return Arbitraries.oneOf(basics, bearers);
  }

  /** More often near the ends than in the middle. */
  private static Arbitrary<String> spoiled(Arbitrary<String> texts, Arbitrary<String> pieces) {
    Arbitrary<Integer> places =
        Arbitraries.oneOf(
            Arbitraries.integers().between(0, 40), Arbitraries.integers().between(-4, 420));
    return Combinators.combine(texts, places, pieces, Arbitraries.integers().between(0, 3))
        .as(AuthorizationArbitraries::spoil);
  }

  /** A place before the beginning is counted from the end. */
  private static String spoil(String text, int at, String insert, int drop) {
    int from = at < 0 ? Math.max(0, text.length() + at) : Math.min(at, text.length());
    return text.substring(0, from) + insert + text.substring(Math.min(from + drop, text.length()));
  }

  private static String uuid(Random random) {
    return new UUID(random.nextLong(), random.nextLong()).toString();
  }
}
