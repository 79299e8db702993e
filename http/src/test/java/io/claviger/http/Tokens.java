package io.claviger.http;

import io.claviger.store.tck.arbitraries.ArbitraryIds;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Tokens of any prefix and any public key, which open nothing. */
final class Tokens {
  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private Tokens() {}

  static Arbitrary<String> any() {
    Arbitrary<String> prefixes =
        Arbitraries.strings().withCharRange('a', 'z').ofMinLength(2).ofMaxLength(16);
    Arbitrary<String> secrets = Arbitraries.strings().withChars(DIGITS).ofLength(43);
    return Combinators.combine(prefixes, ArbitraryIds.publicKeys(), secrets)
        .as((prefix, publicKey, secret) -> sealed(prefix + "_" + publicKey + "_" + secret));
  }

  private static String sealed(String body) {
    CRC32 crc = new CRC32();
    crc.update(body.getBytes(StandardCharsets.US_ASCII));
    StringBuilder digits = new StringBuilder();
    for (long rest = crc.getValue(); digits.length() < 6; rest /= 62) {
      digits.insert(0, DIGITS.charAt((int) (rest % 62)));
    }
    return body + digits;
  }
}
