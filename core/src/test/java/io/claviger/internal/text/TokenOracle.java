package io.claviger.internal.text;

import io.claviger.internal.credential.TokenCredentials;
import io.claviger.model.PublicKey;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Tells tokens from other texts in another way than the library, and draws some. */
public final class TokenOracle {
  private static final String DIGITS =
      "0123456789" + "ABCDEFGHIJKLMNOPQRSTUVWXYZ" + "abcdefghijklmnopqrstuvwxyz";
  private static final String LOWER = "0123456789abcdefghijklmnopqrstuvwxyz";

  private TokenOracle() {}

  public static boolean isToken(String text) {
    String[] parts = text.split("_", -1);
    int last = parts.length - 1;
    return parts.length >= 3
        && Arrays.stream(parts, 0, last - 1).allMatch(part -> isOf(LOWER, part, 1, 22))
        && parts[0].charAt(0) >= 'a'
        && isOf(LOWER + "_", prefix(text), 2, 22)
        && isOf(LOWER, parts[last - 1], 8, 32)
        && isOf(DIGITS, parts[last], 49, 49)
        && text.equals(sealed(text.substring(0, text.length() - 6)));
  }

  /** Everything before the last two parts. */
  static String prefix(String token) {
    List<String> parts = List.of(token.split("_", -1));
    return String.join("_", parts.subList(0, parts.size() - 2));
  }

  /** The text with its checksum. */
  public static String sealed(String body) {
    BigInteger number = BigInteger.valueOf(crc32(body));
    StringBuilder digits = new StringBuilder();
    for (int i = 5; i >= 0; i--) {
      BigInteger[] parts = number.divideAndRemainder(BigInteger.valueOf(62).pow(i));
      digits.append(DIGITS.charAt(parts[0].intValueExact()));
      number = parts[1];
    }
    return body + digits;
  }

  /** Tokens as they are issued, of one prefix. */
  public static Arbitrary<String> tokens(String prefix) {
    return tokens(Arbitraries.just(prefix));
  }

  /** Tokens of any prefix and any public key. */
  public static Arbitrary<String> tokens() {
    return tokens(prefixes());
  }

  /** Every prefix, many of them with underscores. */
  public static Arbitrary<String> prefixes() {
    Arbitrary<String> inner = Arbitraries.strings().withChars(LOWER + "____").ofMaxLength(20);
    Arbitrary<Character> letters = Arbitraries.chars().range('a', 'z');
    return Combinators.combine(letters, inner, lower(1, 1))
        .as((first, middle, last) -> (first + middle + last).replaceAll("_+", "_"));
  }

  private static Arbitrary<String> tokens(Arbitrary<String> prefixes) {
    Arbitrary<PublicKey> publicKeys = lower(8, 32).map(PublicKey::new);
    return Combinators.combine(prefixes, publicKeys, Arbitraries.longs())
        .as(
            (prefix, publicKey, seed) ->
                new TokenCredentials(prefix)
                    .privateKey(publicKey, new SplittableRandom(seed))
                    .reveal());
  }

  /** The definition, bit by bit. */
  private static long crc32(String text) {
    long register = 0xffff_ffffL;
    for (int i = 0; i < text.length(); i++) {
      register ^= text.charAt(i);
      for (int bit = 0; bit < 8; bit++) {
        register = (register >>> 1) ^ ((register & 1) * 0xedb8_8320L);
      }
    }
    return register ^ 0xffff_ffffL;
  }

  private static Arbitrary<String> lower(int min, int max) {
    return Arbitraries.strings().withChars(LOWER).ofMinLength(min).ofMaxLength(max);
  }

  private static boolean isOf(String alphabet, String text, int min, int max) {
    return text.length() >= min
        && text.length() <= max
        && text.chars().allMatch(c -> alphabet.indexOf(c) >= 0);
  }
}
