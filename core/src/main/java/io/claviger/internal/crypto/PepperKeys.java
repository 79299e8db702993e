package io.claviger.internal.crypto;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;

/**
 * Keys for one purpose, each derived from a pepper by HKDF (RFC 5869). So one pepper can serve
 * several purposes, and the key of one purpose reveals nothing about that of another.
 */
public final class PepperKeys {
  private final int current;

  /** The keys by version. Verifiers contain the version as text, which has one spelling only. */
  private final Map<String, SecretKeySpec> byVersion = new TreeMap<>();

  private final List<String> currentOrLater = new ArrayList<>();

  /**
   * Derives the keys.
   *
   * @param purpose unique among all purposes
   * @param algorithm Java's name of the algorithm that uses the keys
   * @param current the version for new values; may be absent from the peppers
   */
  public PepperKeys(String purpose, String algorithm, int current, Map<Integer, byte[]> peppers) {
    this.current = current;
    peppers.forEach(
        (version, pepper) -> {
          byVersion.put(version.toString(), derive(pepper, purpose, algorithm));
          if (version >= current) {
            currentOrLater.add(version.toString());
          }
        });
  }

  /** Returns the version for new values. */
  public String current() {
    return Integer.toString(current);
  }

  /** Returns the key for new values, or empty if the current version has no pepper. */
  public Optional<SecretKeySpec> currentKey() {
    return key(current());
  }

  /** Returns the key of this version, or empty if it is unknown here. */
  public Optional<SecretKeySpec> key(String version) {
    return Optional.ofNullable(byVersion.get(version));
  }

  /** Returns all keys. */
  public List<SecretKeySpec> all() {
    return List.copyOf(byVersion.values());
  }

  /**
   * Returns the versions that need no upgrade: the current one, and later ones that are known here.
   * While a new pepper is rolled out, a node must not undo what other nodes have upgraded.
   */
  public List<String> currentOrLater() {
    return currentOrLater;
  }

  /** Derives a key of 32 bytes from a pepper. */
  public static SecretKeySpec derive(byte[] pepper, String purpose, String algorithm) {
    HKDFBytesGenerator hkdf = new HKDFBytesGenerator(new SHA256Digest());
    byte[] info = purpose.getBytes(StandardCharsets.US_ASCII);
    hkdf.init(new HKDFParameters(pepper, null, info));
    byte[] key = new byte[32];
    hkdf.generateBytes(key, 0, key.length);
    return new SecretKeySpec(key, algorithm);
  }
}
