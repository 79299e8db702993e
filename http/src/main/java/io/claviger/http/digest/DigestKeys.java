package io.claviger.http.digest;

import io.claviger.Peppers;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import javax.crypto.SecretKey;

/** Keys for one purpose, each derived from a pepper. A version is a text, in one way only. */
final class DigestKeys {
  private final int current;
  private final SecretKey currentKey;
  private final Map<String, SecretKey> byVersion = new HashMap<>();

  /** There is a current pepper. */
  DigestKeys(Peppers peppers, String purpose, String algorithm) {
    SortedMap<Integer, SecretKey> keys = peppers.keysFor(purpose, algorithm);
    keys.forEach((version, key) -> byVersion.put(version.toString(), key));
    this.current = peppers.currentVersion().orElseThrow();
    this.currentKey = key(current()).orElseThrow();
  }

  /** The version for what is new. */
  String current() {
    return Integer.toString(current);
  }

  /** The key for what is new. */
  SecretKey currentKey() {
    return currentKey;
  }

  /** The key of this version, if it is known here. */
  Optional<SecretKey> key(String version) {
    return Optional.ofNullable(byVersion.get(version));
  }

  /** All keys. */
  Collection<SecretKey> all() {
    return byVersion.values();
  }

  /**
   * Whether what is under this version needs no renewal: it is the current one, or a later one that
   * is known here already. While a new one is rolled out, nodes must not undo what others renewed.
   */
  boolean isCurrentOrLater(String version) {
    return byVersion.containsKey(version) && Integer.parseInt(version) >= current;
  }
}
