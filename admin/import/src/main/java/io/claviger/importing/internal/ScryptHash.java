package io.claviger.importing.internal;

import io.claviger.model.PrivateKey;
import java.security.MessageDigest;
import org.bouncycastle.crypto.generators.SCrypt;

/** A hash of scrypt. */
public final class ScryptHash implements StoredHash {
  private final int logN;
  private final int blockSize;
  private final int lanes;
  private final byte[] salt;
  private final byte[] hash;

  /** Creates the hash; the cost N is the power of two with the exponent {@code logN}. */
  ScryptHash(int logN, int blockSize, int lanes, byte[] salt, byte[] hash) {
    Costs.requireLengths(salt, hash);
    boolean sound = logN >= 1 && logN <= 24 && blockSize >= 1 && blockSize <= 64 && lanes >= 1;
    // One block is 128 bytes, so eight are a KiB.
    Costs.require(
        sound
            && ((long) blockSize << logN) / 8 <= Costs.MEMORY_KIB
            && lanes <= Costs.PASSES
            && (blockSize > 1 || logN < 16),
        String.format(
            "scrypt must take at most %s KiB and %s lanes", Costs.MEMORY_KIB, Costs.PASSES));
    this.logN = logN;
    this.blockSize = blockSize;
    this.lanes = lanes;
    this.salt = salt;
    this.hash = hash;
  }

  @Override
  public String kind() {
    return "scrypt";
  }

  @Override
  public String encoded() {
    return String.format(
        "scrypt$ln=%s,r=%s,p=%s$%s$%s",
        logN, blockSize, lanes, Base64Text.encode(salt), Base64Text.encode(hash));
  }

  @Override
  public boolean accepts(PrivateKey presented, HmacKeys keys) {
    byte[] computed =
        SCrypt.generate(
            DigestHash.bytes(presented), salt, 1 << logN, blockSize, lanes, hash.length);
    return MessageDigest.isEqual(computed, hash);
  }
}
