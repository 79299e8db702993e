package io.claviger.store.tck.arbitraries;

import io.claviger.model.Labels;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Texts that people write, within the limits of their rules and beyond them. */
public final class ArbitraryTexts {
  private static final int MAX_LENGTH = 250;

  private ArbitraryTexts() {}

  /**
   * Returns valid descriptions, names and label texts of 1 to 250 code points. They have emoji,
   * combining marks, right-to-left scripts, joiners and quotes. The shortest and the longest are
   * frequent; they shrink to few plain letters.
   */
  public static Arbitrary<String> displayTexts() {
    return Arbitraries.frequencyOf(
        Tuple.of(8, displayTexts(1, 40)),
        Tuple.of(1, displayTexts(1, 1)),
        Tuple.of(1, displayTexts(MAX_LENGTH, MAX_LENGTH)));
  }

  /** Returns such texts of these lengths, in code points. */
  public static Arbitrary<String> displayTexts(int shortest, int longest) {
    return text(displayCodePoints().list().ofMinSize(shortest).ofMaxSize(longest));
  }

  /**
   * Returns texts that are no valid display texts: empty ones, too long ones, and texts with a
   * control character, an invisible character, half of a surrogate pair or a token.
   */
  public static Arbitrary<String> refusedTexts() {
    Arbitrary<String> plain = displayTexts(1, 10);
    Arbitrary<String> poison =
        Arbitraries.of(
            "\0",
            "\t",
            "\n",
            "\r",
            "\u001b[31m",
            "\u007f",
            "\u0085",
            "\ud83d",
            "\ude00",
            "\u200b",
            "\u202e",
            "\u2028",
            "\ufeff",
            "\uffff",
            "\ue000",
            "\udb40\udc41",
            " acme_4k9z0c71m2x8qd5t_" + "aB3".repeat(16) + "c ");
    return Arbitraries.oneOf(
        Arbitraries.just(""),
        displayTexts(MAX_LENGTH + 1, MAX_LENGTH + 50),
        Combinators.combine(plain, poison, plain).as((a, b, c) -> a + b + c));
  }

  /**
   * Returns texts for tests of parsers: any texts, very long ones, and texts that look almost like
   * ids, addresses, roles and credentials. A parser must read such a text, or refuse it with {@code
   * InvalidValue}.
   */
  public static Arbitrary<String> hostileTexts() {
    Arbitrary<String> lookAlikes =
        Arbitraries.strings().withChars("0123456789abcdefxX.:/%*-[] ,_ORGUP").ofMaxLength(60);
    Arbitrary<String> known =
        Arbitraries.of(
            "0x7f.1",
            "010.0.0.1",
            "1.2.3",
            "127.1",
            "localhost",
            "::ffff:1.2.3.4/95",
            "fe80::1%eth0",
            "[::1]:443",
            "1.2.3.4/33",
            "1.2.3.4/024",
            "1.2.3.4/255.255.255.0",
            "10.0.0.0-10.0.0.9",
            "\u0661.\u0662.\u0663.\u0664",
            "org_owner",
            "ORG_",
            "' or 1=1 --",
            "../../etc/passwd",
            "${jndi:ldap://x}");
    Arbitrary<String> huge =
        Arbitraries.of("1", ":", "a", "\0", "\ud83d\ude00").map(unit -> unit.repeat(20_000));
    return Arbitraries.frequencyOf(
        Tuple.of(4, lookAlikes),
        Tuple.of(4, Arbitraries.strings().ofMaxLength(300)),
        Tuple.of(2, known),
        Tuple.of(2, refusedTexts()),
        Tuple.of(1, huge));
  }

  /** Returns no labels, a few, or as many as a key may have. */
  public static Arbitrary<Labels> labels() {
    return Arbitraries.frequencyOf(
        Tuple.of(6, labels(0, 5)), Tuple.of(1, labels(Labels.MAX, Labels.MAX)));
  }

  private static Arbitrary<Labels> labels(int fewest, int most) {
    return Arbitraries.maps(displayTexts(1, 12), displayTexts(1, 12))
        .ofMinSize(fewest)
        .ofMaxSize(most)
        .map(Labels::of);
  }

  private static Arbitrary<Integer> displayCodePoints() {
    return Arbitraries.frequencyOf(
        Tuple.of(10, Arbitraries.integers().between('a', 'z')),
        Tuple.of(4, codePoints(" !\"#$%&'()*+,-./09:;<=>?@AZ[\\]^_`{|}~")),
        Tuple.of(3, codePoints("\u00e4\u00df\u00e9\u0130\u0131\u03a3\u0416\u4e2d\uac00\ufb01")),
        Tuple.of(2, codePoints("\ud83d\ude00\ud83d\udc68\ud83c\udffd\ud83c\uddea\ud835\udd38")),
        Tuple.of(2, codePoints("\u0301\u0308\u20dd\ufe0f\u200c\u200d")),
        Tuple.of(2, codePoints("\u05d0\u05e9\u0627\u0645")),
        Tuple.of(1, codePoints("\u00a0\ufffd")));
  }

  private static Arbitrary<Integer> codePoints(String of) {
    return Arbitraries.of(of.codePoints().boxed().toList());
  }

  private static Arbitrary<String> text(Arbitrary<List<Integer>> codePoints) {
    return codePoints.map(
        list -> {
          StringBuilder text = new StringBuilder();
          list.forEach(text::appendCodePoint);
          return text.toString();
        });
  }
}
