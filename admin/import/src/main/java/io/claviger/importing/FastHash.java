package io.claviger.importing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.claviger.importing.internal.DigestAlgorithm;
import io.claviger.importing.internal.DigestHash;
import io.claviger.importing.internal.DigestRecipe;
import io.claviger.importing.internal.HmacKeys;
import io.claviger.model.InvalidValueException;
import io.claviger.model.PrivateKey;
import java.util.Objects;
import java.util.Optional;

/**
 * A recipe by which other software made fast hashes: SHA-256, SHA-512, SHA3-256 or HMAC, with or
 * without salt. Immutable and thread-safe.
 *
 * <pre>{@code
 * ImportedHash hash = FastHash.sha256().saltBefore(row.salt()).stored(row.hash());
 * }</pre>
 */
public final class FastHash {
  private static final byte[] NONE = new byte[0];

  private final DigestRecipe recipe;
  private final HmacKeys keys;

  private FastHash(DigestRecipe recipe, HmacKeys keys) {
    this.recipe = recipe;
    this.keys = keys;
  }

  private static FastHash of(DigestAlgorithm algorithm) {
    return new FastHash(new DigestRecipe(algorithm, "", NONE, NONE), HmacKeys.none());
  }

  private static FastHash of(DigestAlgorithm algorithm, String keyName, byte[] key) {
    Objects.requireNonNull(keyName, "keyName");
    Objects.requireNonNull(key, "key");
    return new FastHash(
        new DigestRecipe(algorithm, keyName, NONE, NONE), HmacKeys.none().with(keyName, key));
  }

  /** Returns SHA-256. */
  public static FastHash sha256() {
    return of(DigestAlgorithm.SHA_256);
  }

  /** Returns SHA-512. */
  public static FastHash sha512() {
    return of(DigestAlgorithm.SHA_512);
  }

  /** Returns SHA3-256. Its digests are as long as those of SHA-256, and look the same. */
  public static FastHash sha3_256() {
    return of(DigestAlgorithm.SHA3_256);
  }

  /**
   * Returns HMAC-SHA-256.
   *
   * @param keyName the name under which {@link ImportedVerifiers.Builder#hmacKey} gets the same
   *     key: 1 to 30 characters of a-z, 0-9 and -
   */
  public static FastHash hmacSha256(String keyName, byte[] key) {
    return of(DigestAlgorithm.HMAC_SHA_256, keyName, key);
  }

  /** Returns HMAC-SHA-512, with a name as for {@link #hmacSha256}. */
  public static FastHash hmacSha512(String keyName, byte[] key) {
    return of(DigestAlgorithm.HMAC_SHA_512, keyName, key);
  }

  /** Returns this hash with a salt of at most 64 bytes before the secret. */
  public FastHash saltBefore(byte[] salt) {
    return new FastHash(recipe.withBefore(Objects.requireNonNull(salt, "salt")), keys);
  }

  /** Returns this hash with the UTF-8 of this text before the secret. */
  public FastHash saltBefore(String salt) {
    return saltBefore(salt.getBytes(UTF_8));
  }

  /** Returns this hash with a salt of at most 64 bytes after the secret. */
  public FastHash saltAfter(byte[] salt) {
    return new FastHash(recipe.withAfter(Objects.requireNonNull(salt, "salt")), keys);
  }

  /** Returns this hash with the UTF-8 of this text after the secret. */
  public FastHash saltAfter(String salt) {
    return saltAfter(salt.getBytes(UTF_8));
  }

  /**
   * Returns the hash with this digest.
   *
   * @param digest in hexadecimal digits or in any spelling of Base64; its length shows which
   * @throws InvalidValueException for another text. The message does not repeat it
   */
  public ImportedHash stored(String digest) {
    return new ImportedHash(recipe.stored(Objects.requireNonNull(digest, "digest")));
  }

  /** Returns the digest of a presented secret. */
  byte[] digest(PrivateKey secret) {
    return recipe.digest(secret, keys).orElseThrow();
  }

  /** Returns the digest in a stored hash if this object made it; empty otherwise. */
  Optional<byte[]> digest(ImportedHash stored) {
    return stored.hash() instanceof DigestHash hash ? hash.digest(recipe) : Optional.empty();
  }
}
