package io.claviger.internal.text;

import io.claviger.internal.credential.TokenCredentials;
import io.claviger.model.PublicKey;
import java.math.BigInteger;
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
    return parts.length == 3
        && isOf(LOWER, parts[0], 2, 16)
        && parts[0].charAt(0) >= 'a'
        && isOf(LOWER, parts[1], 8, 32)
        && isOf(DIGITS, parts[2], 49, 49)
        && text.equals(sealed(text.substring(0, text.length() - 6)));
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
    Arbitrary<Character> letters = Arbitraries.chars().range('a', 'z');
    return tokens(Combinators.combine(letters, lower(1, 15)).as((first, rest) -> first + rest));
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
