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
 * Keys for one purpose, each derived from a pepper. By HKDF (RFC 5869), so that one key of the host
 * can serve several purposes without one telling of another.
 */
public final class PepperKeys {
  private final int current;

  /** By version, as text: that is how a verifier names it, in one way only. */
  private final Map<String, SecretKeySpec> byVersion = new TreeMap<>();

  private final List<String> currentOrLater = new ArrayList<>();

  /**
   * @param purpose no two are the same
   * @param algorithm what the keys are for, as Java names it
   * @param current the version for what is new; may be absent from the peppers
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

  /** The version for what is new. */
  public String current() {
    return Integer.toString(current);
  }

  /** The key for what is new, if there is one. */
  public Optional<SecretKeySpec> currentKey() {
    return key(current());
  }

  /** The key of this version, if it is known here. */
  public Optional<SecretKeySpec> key(String version) {
    return Optional.ofNullable(byVersion.get(version));
  }

  /** All keys. */
  public List<SecretKeySpec> all() {
    return List.copyOf(byVersion.values());
  }

  /**
   * Versions that need no upgrade: the current one, and later ones that are known here already.
   * While a new one is rolled out, nodes must not undo what others upgraded.
   */
  public List<String> currentOrLater() {
    return currentOrLater;
  }

  /** A key of 32 bytes. */
  public static SecretKeySpec derive(byte[] pepper, String purpose, String algorithm) {
    HKDFBytesGenerator hkdf = new HKDFBytesGenerator(new SHA256Digest());
    byte[] info = purpose.getBytes(StandardCharsets.US_ASCII);
    hkdf.init(new HKDFParameters(pepper, null, info));
    byte[] key = new byte[32];
    hkdf.generateBytes(key, 0, key.length);
    return new SecretKeySpec(key, algorithm);
  }
}
