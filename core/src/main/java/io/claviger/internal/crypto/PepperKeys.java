package io.claviger.internal.crypto;

import java.nio.charset.StandardCharsets;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;

/**
 * Derives keys from peppers by HKDF (RFC 5869). So one pepper can serve several purposes, and the
 * key of one purpose reveals nothing about that of another.
 */
public final class PepperKeys {
  private PepperKeys() {}

  /**
   * Derives a key of 32 bytes from a pepper.
   *
   * @param purpose unique among all purposes
   * @param algorithm Java's name of the algorithm that uses the key
   */
  public static SecretKeySpec derive(byte[] pepper, String purpose, String algorithm) {
    HKDFBytesGenerator hkdf = new HKDFBytesGenerator(new SHA256Digest());
    byte[] info = purpose.getBytes(StandardCharsets.US_ASCII);
    hkdf.init(new HKDFParameters(pepper, null, info));
    byte[] key = new byte[32];
    hkdf.generateBytes(key, 0, key.length);
    return new SecretKeySpec(key, algorithm);
  }
}
