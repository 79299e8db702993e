package io.claviger.internal.credential;

import io.claviger.model.PrivateKey;
import io.claviger.model.PublicKey;
import java.util.random.RandomGenerator;

/**
 * The format of the credentials of new keys and secrets. Keys are checked without it, so keys of
 * all formats can exist side by side.
 */
public interface CredentialFormat {
  /** Returns the public half of a new key. */
  PublicKey publicKey(RandomGenerator random);

  /** Returns a new private half for the key with this public half. */
  PrivateKey privateKey(PublicKey publicKey, RandomGenerator random);
}
