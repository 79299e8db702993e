package io.claviger.importing.internal;

import io.claviger.model.PrivateKey;
import java.util.Optional;

/** The parts of a fast hash: its algorithm, and the salts before and after the secret. */
public final class DigestRecipe {
  private static final int MAX_SALT = 64;
  private static final byte[] NO_KEY = new byte[0];

  private final DigestAlgorithm algorithm;
  private final String keyName;
  private final byte[] before;
  private final byte[] after;

  /**
   * Creates a recipe.
   *
   * @param keyName the name of the key; empty for an algorithm without key
   */
  public DigestRecipe(DigestAlgorithm algorithm, String keyName, byte[] before, byte[] after) {
    if (algorithm.keyed) {
      HmacKeys.requireName("name of an HMAC key", keyName);
    }
    Costs.require(
        before.length <= MAX_SALT && after.length <= MAX_SALT,
        "a salt must be at most " + MAX_SALT + " bytes");
    this.algorithm = algorithm;
    this.keyName = keyName;
    this.before = before.clone();
    this.after = after.clone();
  }

  DigestAlgorithm algorithm() {
    return algorithm;
  }

  /** Returns this recipe with a salt before the secret. */
  public DigestRecipe withBefore(byte[] salt) {
    return new DigestRecipe(algorithm, keyName, salt, after);
  }

  /** Returns this recipe with a salt after the secret. */
  public DigestRecipe withAfter(byte[] salt) {
    return new DigestRecipe(algorithm, keyName, before, salt);
  }

  /** Returns the digest of a secret; empty if the key is unknown. */
  public Optional<byte[]> digest(PrivateKey secret, HmacKeys keys) {
    Optional<byte[]> key = algorithm.keyed ? keys.key(keyName) : Optional.of(NO_KEY);
    return key.map(each -> algorithm.hash(each, before, DigestHash.bytes(secret), after));
  }

  /** Returns the hash with this digest. */
  public StoredHash stored(String digest) {
    return new DigestHash(this, Base64Text.digest(digest, algorithm.length));
  }

  String encoded() {
    String name = algorithm.keyed ? algorithm.kind + "$" + keyName : algorithm.kind;
    return name + "$" + Base64Text.encode(before) + "$" + Base64Text.encode(after);
  }
}
