package io.claviger.internal.crypto;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA-256 (RFC 2104) under one key. Thread-safe. */
public final class HmacSha256 {
  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;
  private final ObjectPool<Mac> macs = new ObjectPool<>(this::make);

  /** Creates an HMAC under this key, which has one byte or more. */
  public HmacSha256(byte[] key) {
    this.key = new SecretKeySpec(key, ALGORITHM);
  }

  private Mac make() {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HMAC with SHA-256", e);
    }
  }

  /** Returns the HMAC of both inputs, concatenated. */
  public byte[] of(byte[] first, byte[] second) {
    Mac mac = macs.take();
    try {
      mac.update(first);
      byte[] hash = mac.doFinal(second);
      macs.giveBack(mac);
      return hash;
    } catch (RuntimeException | Error e) {
      macs.discard(mac);
      throw e;
    }
  }
}
