package io.claviger.internal.credential;

import io.claviger.internal.text.TokenText;
import io.claviger.model.PrivateKey;
import io.claviger.model.PublicKey;
import java.util.random.RandomGenerator;

/**
 * The format of tokens with one prefix. The private half is the whole token, which contains the
 * public half.
 */
public record TokenCredentials(String prefix) implements CredentialFormat {
  private static final int PUBLIC_ID_LENGTH = 16;

  /** Returns a text with 82 random bits, which is enough to be unique. */
  @Override
  public PublicKey publicKey(RandomGenerator random) {
    StringBuilder id = new StringBuilder(PUBLIC_ID_LENGTH);
    for (int i = 0; i < PUBLIC_ID_LENGTH; i++) {
      id.append(Character.forDigit(random.nextInt(36), 36));
    }
    return new PublicKey(id.toString());
  }

  /** Returns a token whose secret has 256 random bits. */
  @Override
  public PrivateKey privateKey(PublicKey publicKey, RandomGenerator random) {
    return PrivateKey.of(new TokenText(prefix, publicKey.value()).complete(random));
  }
}
