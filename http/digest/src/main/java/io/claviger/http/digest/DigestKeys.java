package io.claviger.http.digest;

import io.claviger.Peppers;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import javax.crypto.SecretKey;

/** Keys for one purpose, each derived from a pepper. Each version has one spelling as text. */
final class DigestKeys {
  private final int current;
  private final SecretKey currentKey;
  private final Map<String, SecretKey> byVersion = new HashMap<>();

  /** Derives the keys from peppers that have a current version. */
  DigestKeys(Peppers peppers, String purpose, String algorithm) {
    SortedMap<Integer, SecretKey> keys = peppers.keysFor(purpose, algorithm);
    keys.forEach((version, key) -> byVersion.put(version.toString(), key));
    this.current = peppers.currentVersion().orElseThrow();
    this.currentKey = key(current()).orElseThrow();
  }

  /** Returns the version for new verifiers and nonces. */
  String current() {
    return Integer.toString(current);
  }

  /** Returns the key for new verifiers and nonces. */
  SecretKey currentKey() {
    return currentKey;
  }

  /** Returns the key of this version, or empty if it is unknown here. */
  Optional<SecretKey> key(String version) {
    return Optional.ofNullable(byVersion.get(version));
  }

  Collection<SecretKey> all() {
    return byVersion.values();
  }

  /**
   * Checks whether a verifier under this version needs no renewal. This holds for the current
   * version and for later versions that are known here. While a new pepper is rolled out, a node
   * must not undo what other nodes have renewed.
   */
  boolean isCurrentOrLater(String version) {
    return byVersion.containsKey(version) && Integer.parseInt(version) >= current;
  }
}
