package io.claviger.internal.credential;

import io.claviger.model.PrivateKey;
import io.claviger.model.PublicKey;
import java.util.random.RandomGenerator;

/**
 * What the credentials of new keys and secrets look like. Keys are checked without it, so those of
 * all formats live side by side, and a key may get a secret of another format than before.
 */
public interface CredentialFormat {
  /** The public half of a new key. */
  PublicKey publicKey(RandomGenerator random);

  /** A new private half for the key with this public half. */
  PrivateKey privateKey(PublicKey publicKey, RandomGenerator random);
}
