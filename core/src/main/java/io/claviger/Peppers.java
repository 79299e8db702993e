package io.claviger;

import io.claviger.internal.crypto.PepperKeys;
import io.claviger.internal.text.Arguments;
import io.claviger.model.InvalidValueException;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;

/**
 * Keys of the application that go into the verifier of every secret. A stolen table alone is then
 * not enough to test guesses of a secret. Each pepper has a version. The current one is used for
 * new secrets; the others still verify. Immutable; prints only versions. Without peppers, verifiers
 * are salted SHA-256.
 *
 * <p>When a secret is used whose verifier has no pepper or one of a lower version, its verifier is
 * replaced by one under the current pepper. A node that does not know the pepper of a verifier
 * refuses the secret as a wrong one. So change the pepper on several nodes in three steps:
 *
 * <ol>
 *   <li>Give all nodes the new pepper, with a higher version, by {@link #alsoVerifying}. For the
 *       first pepper of all, use {@link #verifying}.
 *   <li>Make it the current pepper on all nodes.
 *   <li>Remove the old pepper when no verifier with its version is left.
 * </ol>
 *
 * <p>{@link Claviger#check} refuses a node that has another pepper of a version than the other
 * nodes.
 */
public final class Peppers {
  /** The minimum length of a pepper, in bytes. */
  public static final int MIN_BYTES = 32;

  private static final Peppers NONE = new Peppers(0, Map.of());

  private static final Pattern PURPOSE = Pattern.compile("[ -~]{1,100}");

  /** The purposes of the library itself: verifiers, check values and MACs of events. */
  private static final Set<String> TAKEN =
      Set.of("claviger secret verifier", "claviger pepper check value", "claviger event mac");

  private final int current;
  private final Map<Integer, byte[]> byVersion;

  private Peppers(int current, Map<Integer, byte[]> byVersion) {
    this.current = current;
    this.byVersion = byVersion;
  }

  /** Returns no peppers. */
  public static Peppers none() {
    return NONE;
  }

  /**
   * Returns one pepper, which is the current one.
   *
   * @param version 1 or more; stored with each verifier
   * @param key at least 32 random bytes; copied. If you lose them, every secret made with them is
   *     lost
   * @throws InvalidValueException for a bad version, a short key, or a key that repeats a single
   *     byte
   */
  public static Peppers of(int version, byte[] key) {
    return new Peppers(version, NONE.and(version, random(Objects.requireNonNull(key, "key"))));
  }

  /**
   * Returns one pepper that verifies, while new verifiers are made without a pepper. Use it while
   * all nodes get the first pepper, before it becomes the current one. Verifiers under it stay as
   * they are.
   *
   * @throws InvalidValueException as {@link #of}
   */
  public static Peppers verifying(int version, byte[] key) {
    return new Peppers(0, NONE.and(version, random(Objects.requireNonNull(key, "key"))));
  }

  /**
   * Returns these peppers and one more that verifies: an older one, or one that will become the
   * current one.
   *
   * @throws InvalidValueException for a bad version, a version that is already used or a short key,
   *     and if this is {@link #none()}
   */
  public Peppers alsoVerifying(int version, byte[] key) {
    Objects.requireNonNull(key, "key");
    if (byVersion.isEmpty()) {
      throw InvalidValueException.hidden(
          "peppers", "must have a first one; start with Peppers.of or Peppers.verifying");
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
   * SHA-256 (RFC 5869) makes 32 bytes from the pepper, with the purpose as info. A key reveals
   * neither the pepper nor the key for another purpose.
   *
   * @param purpose 1 to 100 printable ASCII characters. Start it with the name of your extension:
   *     the same purpose gives the same keys
   * @param algorithm the algorithm of the keys, as Java names it: {@code AES}, {@code HmacSHA256}
   * @throws InvalidValueException for another purpose, or one of the library's own
   */
  public SortedMap<Integer, SecretKey> keysFor(String purpose, String algorithm) {
    Arguments.require(purpose, "purpose", algorithm, "algorithm");
    if (!PURPOSE.matcher(purpose).matches() || TAKEN.contains(purpose)) {
      throw InvalidValueException.of(
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
          "pepper version", version, "must be 1 or more, and each only once");
    }
    if (key.length < MIN_BYTES) {
      throw InvalidValueException.hidden(
          "pepper", "must have at least 32 random bytes but has " + key.length);
    }
    Map<Integer, byte[]> all = new TreeMap<>(byVersion);
    all.put(version, key.clone());
    return all;
  }

  /**
   * Refuses a key that is one repeated byte. Peppers of {@link #alsoVerifying} are not checked, so
   * that an application that already uses such a key can replace it.
   */
  private static byte[] random(byte[] key) {
    if (key.length < MIN_BYTES) {
      // The caller refuses a short key with a message that says more.
      return key;
    }
    for (byte each : key) {
      if (each != key[0]) {
        return key;
      }
    }
    throw InvalidValueException.hidden(
        "pepper", "must be at least 32 random bytes, but is one repeated byte, like an unset key");
  }

  @Override
  public String toString() {
    return byVersion.isEmpty()
        ? "no peppers"
        : "peppers " + byVersion.keySet() + ", current " + (current == 0 ? "none" : current);
  }
}
