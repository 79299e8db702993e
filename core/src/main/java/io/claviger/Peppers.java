package io.claviger;

import io.claviger.internal.crypto.PepperKeys;
import io.claviger.model.ErrorCode;
import io.claviger.model.InvalidValueException;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;

/**
 * Keys of the host that go into the verifier of every secret, so that a stolen table cannot be
 * tried against. Each has a version; the current one is used for new secrets, the others still
 * verify. Immutable; prints versions only. Without peppers, verifiers are salted SHA-256.
 *
 * <p>After use, a verifier that was made without a pepper or under one of a lower version is made
 * anew under the current one. A node that does not know the pepper of a verifier takes the secret
 * for a wrong one. So to change the pepper on several nodes: give all of them the new one, with a
 * higher version, by {@link #alsoVerifying} (the first of all by {@link #verifying}); then make it
 * the current one everywhere; and take the old one away when no verifier is left that names it.
 * {@link Claviger#check} refuses a node that has another pepper of a version than the others.
 */
public final class Peppers {
  /** The fewest bytes of a pepper. */
  public static final int MIN_BYTES = 32;

  private static final Peppers NONE = new Peppers(0, Map.of());

  private static final Pattern PURPOSE = Pattern.compile("[ -~]{1,100}");

  /** Those of the verifiers and check values of the library. */
  private static final Set<String> TAKEN =
      Set.of("claviger secret verifier", "claviger pepper check value");

  private final int current;
  private final Map<Integer, byte[]> byVersion;

  private Peppers(int current, Map<Integer, byte[]> byVersion) {
    this.current = current;
    this.byVersion = byVersion;
  }

  /** No pepper. */
  public static Peppers none() {
    return NONE;
  }

  /**
   * One pepper, the current one.
   *
   * @param version 1 or more; kept beside each verifier
   * @param key at least 32 random bytes; copied. Whoever loses them loses every secret made with
   *     them
   * @throws InvalidValueException for a bad version, a short key, or one that repeats a single byte
   */
  public static Peppers of(int version, byte[] key) {
    return new Peppers(version, NONE.and(version, random(key)));
  }

  /**
   * One pepper that verifies, while new verifiers are made without any: for the time in which the
   * first pepper is handed to all nodes, and before it is made the current one. Verifiers under it
   * stay as they are.
   *
   * @throws InvalidValueException as {@link #of}
   */
  public static Peppers verifying(int version, byte[] key) {
    return new Peppers(0, NONE.and(version, random(key)));
  }

  /**
   * One more pepper that verifies: an older one, or one that will be the current one.
   *
   * @throws InvalidValueException for a bad version or one that is there already, for a short key,
   *     and of {@link #none()}
   */
  public Peppers alsoVerifying(int version, byte[] key) {
    if (byVersion.isEmpty()) {
      throw InvalidValueException.hidden(
          ErrorCode.INVALID_VALUE,
          "peppers",
          "need a first one; start with Peppers.of or Peppers.verifying");
    }
    return new Peppers(current, and(version, key));
  }

  int current() {
    return current;
  }

  /** Returns the version for new secrets; empty if there is none. */
  public OptionalInt currentVersion() {
    return byVersion.containsKey(current) ? OptionalInt.of(current) : OptionalInt.empty();
  }

  /**
   * Derives a key from each pepper, by version, for an extension that encrypts or signs. HKDF with
   * SHA-256 (RFC 5869) makes 32 bytes of the pepper, with the purpose as info. A key reveals
   * neither the pepper nor the key for another purpose.
   *
   * @param purpose 1 to 100 printable ASCII characters. Start it with the name of your extension:
   *     the same purpose gives the same keys
   * @param algorithm the algorithm of the keys, as Java names it: {@code AES}, {@code HmacSHA256}
   * @throws InvalidValueException for another purpose, or one of the library's own
   */
  public SortedMap<Integer, SecretKey> keysFor(String purpose, String algorithm) {
    if (!PURPOSE.matcher(purpose).matches() || TAKEN.contains(purpose)) {
      throw InvalidValueException.of(
          ErrorCode.INVALID_VALUE,
          "purpose",
          purpose,
          "must be 1 to 100 printable ASCII characters, and none of the library's own");
    }
    SortedMap<Integer, SecretKey> keys = new TreeMap<>();
    byVersion.forEach(
        (version, pepper) -> keys.put(version, PepperKeys.derive(pepper, purpose, algorithm)));
    return keys;
  }

  Map<Integer, byte[]> byVersion() {
    return byVersion;
  }

  private Map<Integer, byte[]> and(int version, byte[] key) {
    if (version < 1 || byVersion.containsKey(version)) {
      throw InvalidValueException.of(
          ErrorCode.INVALID_VALUE,
          "pepper version",
          Integer.toString(version),
          "must be 1 or more, and each only once");
    }
    if (key.length < MIN_BYTES) {
      throw InvalidValueException.hidden(
          ErrorCode.INVALID_VALUE,
          "pepper",
          "must have at least 32 random bytes but has " + key.length);
    }
    Map<Integer, byte[]> all = new TreeMap<>(byVersion);
    all.put(version, key.clone());
    return all;
  }

  /** Not of a pepper that also verifies: whoever has such a one must get rid of it somehow. */
  private static byte[] random(byte[] key) {
    if (key.length < MIN_BYTES) {
      // That it is short says more, and is said where it is added.
      return key;
    }
    for (byte each : key) {
      if (each != key[0]) {
        return key;
      }
    }
    throw InvalidValueException.hidden(
        ErrorCode.INVALID_VALUE,
        "pepper",
        "must be at least 32 random bytes, but is one byte again and again, as of a key never set");
  }

  @Override
  public String toString() {
    return byVersion.isEmpty()
        ? "no peppers"
        : "peppers " + byVersion.keySet() + ", current " + (current == 0 ? "none" : current);
  }
}
