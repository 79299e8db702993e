package io.claviger.importing.internal;

import io.claviger.model.PrivateKey;
import java.security.MessageDigest;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.generators.PKCS5S2ParametersGenerator;
import org.bouncycastle.crypto.params.KeyParameter;

/** A hash of PBKDF2 with HMAC. */
public final class Pbkdf2Hash implements StoredHash {
  private final String digest;
  private final int rounds;
  private final byte[] salt;
  private final byte[] hash;

  /**
   * Creates the hash.
   *
   * @param digest {@code sha1}, {@code sha256} or {@code sha512}
   */
  Pbkdf2Hash(String digest, int rounds, byte[] salt, byte[] hash) {
    Costs.require(digest.matches("sha(1|256|512)"), "PBKDF2 must use SHA-1, SHA-256 or SHA-512");
    Costs.requireLengths(salt, hash);
    Costs.require(
        rounds >= 1 && rounds <= Costs.PBKDF2_ROUNDS,
        "PBKDF2 must have 1 to " + Costs.PBKDF2_ROUNDS + " rounds");
    this.digest = digest;
    this.rounds = rounds;
    this.salt = salt;
    this.hash = hash;
  }

  @Override
  public String kind() {
    return "pbkdf2-" + digest;
  }

  @Override
  public String encoded() {
    return kind()
        + String.format("$i=%s$%s$%s", rounds, Base64Text.encode(salt), Base64Text.encode(hash));
  }

  @Override
  public boolean accepts(PrivateKey presented, HmacKeys keys) {
    PKCS5S2ParametersGenerator generator = new PKCS5S2ParametersGenerator(newDigest());
    generator.init(DigestHash.bytes(presented), salt, rounds);
    KeyParameter computed =
        (KeyParameter) generator.generateDerivedParameters(hash.length * Byte.SIZE);
    return MessageDigest.isEqual(computed.getKey(), hash);
  }

  private Digest newDigest() {
    return switch (digest) {
      case "sha1" -> new SHA1Digest();
      case "sha256" -> new SHA256Digest();
      default -> new SHA512Digest();
    };
  }
}
