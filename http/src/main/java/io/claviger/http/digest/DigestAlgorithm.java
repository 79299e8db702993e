package io.claviger.http.digest;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/** A hash of RFC 7616, in the plain form: none of those whose names end in {@code -sess}. */
public enum DigestAlgorithm {
  /** What every client speaks. */
  MD5("MD5", "MD5", 16),
  /** What clients should speak. */
  SHA_256("SHA-256", "SHA-256", 32),
  /** What few clients speak. */
  SHA_512_256("SHA-512-256", "SHA-512/256", 32);

  private final String wireName;
  private final String javaName;
  private final int bytes;

  DigestAlgorithm(String wireName, String javaName, int bytes) {
    this.wireName = wireName;
    this.javaName = javaName;
    this.bytes = bytes;
  }

  /** As challenges and answers name it. */
  public String wireName() {
    return wireName;
  }

  /** As {@link java.security.MessageDigest} names it. */
  public String javaName() {
    return javaName;
  }

  /** How long a hash is. */
  public int bytes() {
    return bytes;
  }

  /** The one with this {@link #wireName}, in any case; empty for another name. */
  public static Optional<DigestAlgorithm> named(String wireName) {
    Objects.requireNonNull(wireName, "wireName");
    boolean ascii = wireName.chars().allMatch(c -> c < 0x80);
    return Arrays.stream(values())
        .filter(algorithm -> ascii)
        .filter(algorithm -> algorithm.wireName.equalsIgnoreCase(wireName))
        .findFirst();
  }
}
