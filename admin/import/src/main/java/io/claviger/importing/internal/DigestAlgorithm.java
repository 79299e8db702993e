package io.claviger.importing.internal;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The fast hashes. */
public enum DigestAlgorithm {
  SHA_256("sha256", "SHA-256", 32, false),
  SHA_512("sha512", "SHA-512", 64, false),
  SHA3_256("sha3-256", "SHA3-256", 32, false),
  HMAC_SHA_256("hmac-sha256", "HmacSHA256", 32, true),
  HMAC_SHA_512("hmac-sha512", "HmacSHA512", 64, true);

  final String kind;
  final int length;
  final boolean keyed;
  private final String jdkName;

  DigestAlgorithm(String kind, String jdkName, int length, boolean keyed) {
    this.kind = kind;
    this.jdkName = jdkName;
    this.length = length;
    this.keyed = keyed;
  }

  /** Hashes the parts one after the other. The key is used only by HMAC. */
  byte[] hash(byte[] key, byte[]... parts) {
    try {
      if (!keyed) {
        MessageDigest digest = MessageDigest.getInstance(jdkName);
        for (byte[] part : parts) {
          digest.update(part);
        }
        return digest.digest();
      }
      Mac mac = Mac.getInstance(jdkName);
      mac.init(new SecretKeySpec(key, jdkName));
      for (byte[] part : parts) {
        mac.update(part);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + jdkName, e);
    }
  }
}
