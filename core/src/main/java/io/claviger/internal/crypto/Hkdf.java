package io.claviger.internal.crypto;

/** HKDF with SHA-256 (RFC 5869), which Java 17 does not have. It derives keys of 32 bytes. */
final class Hkdf {
  /** A salt that is not given. */
  static final byte[] NO_SALT = new byte[32];

  private static final byte[] NOTHING = {};
  private static final byte[] FIRST_BLOCK = {1};

  private Hkdf() {}

  /**
   * Derives a key of 32 bytes. They are one block, so expanding takes a single HMAC.
   *
   * @param salt one byte or more
   */
  static byte[] derive(byte[] salt, byte[] key, byte[] info) {
    byte[] extracted = new HmacSha256(salt).of(key, NOTHING);
    return new HmacSha256(extracted).of(info, FIRST_BLOCK);
  }
}
