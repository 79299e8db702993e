package io.claviger.internal.credential;

import java.security.MessageDigest;

/**
 * HMAC-SHA-256 (RFC 2104) under one key. Half of its work is the key, and that is done once here;
 * {@link javax.crypto.Mac} does it for each text. Thread-safe.
 */
final class HmacSha256 {
  private static final int BLOCK = 64;
  private static final byte INNER = 0x36;
  private static final byte OUTER = 0x5c;

  private final Sha256 inner;
  private final Sha256 outer;

  /** Under this key, of 1 to 64 bytes. */
  HmacSha256(byte[] key) {
    if (key.length == 0 || key.length > BLOCK) {
      throw new IllegalArgumentException("key of " + key.length + " bytes; must have 1 to 64");
    }
    this.inner = new Sha256(padded(key, INNER));
    this.outer = new Sha256(padded(key, OUTER));
  }

  private static byte[] padded(byte[] key, byte pad) {
    byte[] block = new byte[BLOCK];
    for (int i = 0; i < BLOCK; i++) {
      block[i] = (byte) ((i < key.length ? key[i] : 0) ^ pad);
    }
    return block;
  }

  /** Of the two, one after the other. */
  byte[] of(byte[] first, byte[] second) {
    MessageDigest text = inner.begin();
    text.update(first);
    byte[] hash = text.digest(second);
    return outer.begin().digest(hash);
  }
}
