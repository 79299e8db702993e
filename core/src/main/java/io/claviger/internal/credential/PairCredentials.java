package io.claviger.internal.credential;

import io.claviger.model.PrivateKey;
import io.claviger.model.PublicKey;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** The format of Atlas: a pair of eight letters and a random UUID. */
public final class PairCredentials implements CredentialFormat {
  private static final int PUBLIC_KEY_LETTERS = 8;

  /** The start of {@link PrivateKey#hint} of a UUID. */
  private static final String HINT = "********-****-****-";

  static boolean isHint(String redacted) {
    return redacted.startsWith(HINT);
  }

  static boolean isPublicKey(PublicKey publicKey) {
    String text = publicKey.value();
    return text.length() == PUBLIC_KEY_LETTERS && text.chars().allMatch(c -> c >= 'a' && c <= 'z');
  }

  @Override
  public PublicKey publicKey(RandomGenerator random) {
    StringBuilder letters = new StringBuilder(PUBLIC_KEY_LETTERS);
    for (int i = 0; i < PUBLIC_KEY_LETTERS; i++) {
      letters.append((char) ('a' + random.nextInt(26)));
    }
    return new PublicKey(letters.toString());
  }

  /**
   * Returns a UUID of version 4 (RFC 9562). It has 122 random bits, which do not depend on the
   * public half.
   */
  @Override
  public PrivateKey privateKey(PublicKey publicKey, RandomGenerator random) {
    long high = (random.nextLong() & ~0xf000L) | 0x4000L;
    long low = (random.nextLong() & ~(0b11L << 62)) | (0b10L << 62);
    return PrivateKey.of(new UUID(high, low).toString());
  }
}
