package io.claviger.importing.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.claviger.model.ApiKeyId;
import io.claviger.model.PublicKey;
import io.claviger.model.SecretId;
import java.math.BigInteger;
import java.util.HexFormat;

/**
 * Derives the public key and the ids of an imported key, so that a second import finds it. The
 * derived values must never change.
 */
public final class Derived {
  private static final byte[] NO_KEY = new byte[0];
  private static final byte[] SEPARATOR = new byte[1];

  /** 160 bits are 32 digits to the base 32. */
  private static final int BASE = 32;

  private static final int DIGITS = 32;
  private static final int BYTES = 20;

  private Derived() {}

  /** Returns the public key of the row that this finds among the rows of a format. */
  public static PublicKey publicKey(String format, byte[] finding) {
    byte[] hash = hash("claviger import public key", format, finding);
    String digits = new BigInteger(1, hash).shiftRight((hash.length - BYTES) * 8).toString(BASE);
    return new PublicKey("0".repeat(DIGITS - digits.length()) + digits);
  }

  /** Returns the id of the key with this public key. */
  public static ApiKeyId apiKeyId(PublicKey publicKey) {
    return new ApiKeyId(id("claviger import key id", publicKey));
  }

  /** Returns the id of the secret of the key with this public key. */
  public static SecretId secretId(PublicKey publicKey) {
    return new SecretId(id("claviger import secret id", publicKey));
  }

  /** The digits of the time are zero: a row may not know when it was created. */
  private static String id(String purpose, PublicKey publicKey) {
    byte[] hash = hash(purpose, "", publicKey.value().getBytes(UTF_8));
    return "0".repeat(8) + HexFormat.of().formatHex(hash, 0, 8);
  }

  private static byte[] hash(String purpose, String name, byte[] value) {
    return DigestAlgorithm.SHA_256.hash(
        NO_KEY, purpose.getBytes(UTF_8), SEPARATOR, name.getBytes(UTF_8), SEPARATOR, value);
  }
}
