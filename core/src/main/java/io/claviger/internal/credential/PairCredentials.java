package io.claviger.internal.credential;

import io.claviger.model.PrivateKey;
import io.claviger.model.PublicKey;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** The pair of Atlas: eight letters and a random UUID. */
public final class PairCredentials implements CredentialFormat {
  private static final int PUBLIC_KEY_LETTERS = 8;

  @Override
  public PublicKey publicKey(RandomGenerator random) {
    StringBuilder letters = new StringBuilder(PUBLIC_KEY_LETTERS);
    for (int i = 0; i < PUBLIC_KEY_LETTERS; i++) {
      letters.append((char) ('a' + random.nextInt(26)));
    }
    return new PublicKey(letters.toString());
  }

  /** Of version 4 (RFC 9562): 122 random bits, which have nothing to do with the public half. */
  @Override
  public PrivateKey privateKey(PublicKey publicKey, RandomGenerator random) {
    long high = (random.nextLong() & ~0xf000L) | 0x4000L;
    long low = (random.nextLong() & ~(0b11L << 62)) | (0b10L << 62);
    return PrivateKey.of(new UUID(high, low).toString());
  }
}
