package io.claviger.internal.crypto;

import java.nio.charset.StandardCharsets;
import javax.crypto.spec.SecretKeySpec;

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
    byte[] info = purpose.getBytes(StandardCharsets.US_ASCII);
    return new SecretKeySpec(Hkdf.derive(Hkdf.NO_SALT, pepper, info), algorithm);
  }
}
