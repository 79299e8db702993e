package io.claviger.http.digest;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * A hash algorithm of RFC 7616. The variants whose names end in {@code -sess} are left out. May
 * grow: use {@code default} in a {@code switch}.
 */
public enum DigestAlgorithm {
  /** MD5, which every client supports. */
  MD5("MD5", "MD5", 16),
  /** SHA-256, which clients should support. */
  SHA_256("SHA-256", "SHA-256", 32),
  /** SHA-512/256, which few clients support. */
  SHA_512_256("SHA-512-256", "SHA-512/256", 32);

  private final String wireName;
  private final String javaName;
  private final int bytes;

  DigestAlgorithm(String wireName, String javaName, int bytes) {
    this.wireName = wireName;
    this.javaName = javaName;
    this.bytes = bytes;
  }

  /** Returns the name of the algorithm in challenges and answers. */
  public String wireName() {
    return wireName;
  }

  /** Returns the name of the algorithm for {@link java.security.MessageDigest}. */
  public String javaName() {
    return javaName;
  }

  /** Returns the length of a hash in bytes. */
  public int bytes() {
    return bytes;
  }

  /** Returns the algorithm with this {@link #wireName} in any case, or empty if there is none. */
  public static Optional<DigestAlgorithm> named(String wireName) {
    Objects.requireNonNull(wireName, "wireName");
    boolean ascii = wireName.chars().allMatch(c -> c < 0x80);
    return Arrays.stream(values())
        .filter(algorithm -> ascii)
        .filter(algorithm -> algorithm.wireName.equalsIgnoreCase(wireName))
        .findFirst();
  }
}
