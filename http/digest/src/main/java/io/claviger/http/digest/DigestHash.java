package io.claviger.http.digest;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;

/** The hashes of RFC 7616, section 3.4. */
final class DigestHash {
  private DigestHash() {}

  /** Returns H(A1), which is as good as the password in this realm. */
  static byte[] ha1(DigestAlgorithm algorithm, String username, String realm, String password) {
    return hash(algorithm, username, realm, password);
  }

  /** Returns the hash of these texts, joined by colons. */
  static byte[] hash(DigestAlgorithm algorithm, String... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance(algorithm.javaName());
      return digest.digest(String.join(":", parts).getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java platform has no " + algorithm.javaName(), e);
    }
  }

  static String hex(byte[] hash) {
    return HexFormat.of().formatHex(hash);
  }
}
