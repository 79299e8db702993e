package io.claviger.importing.internal;

import io.claviger.model.ErrorCode;
import io.claviger.model.InvalidValueException;

/** The most that one check may cost, so that a stored row cannot exhaust memory or time. */
public final class Costs {
  /** The highest cost of bcrypt: about a second on one core. */
  public static final int BCRYPT = 14;

  /** The most memory of Argon2id and scrypt, in KiB. */
  public static final int MEMORY_KIB = 256 * 1024;

  /** The most rounds of PBKDF2. */
  public static final int PBKDF2_ROUNDS = 5_000_000;

  /** The most passes of Argon2id over its memory, and the most lanes of Argon2id and of scrypt. */
  public static final int PASSES = 16;

  private Costs() {}

  static void require(boolean holds, String rule) {
    if (!holds) {
      throw refusal(rule);
    }
  }

  static InvalidValueException refusal(String rule) {
    return InvalidValueException.hidden(ErrorCode.INVALID_VALUE, "stored hash", rule);
  }

  /** Requires a salt and a hash of usual lengths, which fit into a verifier. */
  static void requireLengths(byte[] salt, byte[] hash) {
    require(salt.length <= 64, "a salt must be at most 64 bytes");
    require(hash.length >= 16 && hash.length <= 64, "a hash must be 16 to 64 bytes");
  }

  /** Reads a number of at most nine digits. */
  static int number(String digits) {
    require(digits.matches("[0-9]{1,9}"), "a parameter must be a number");
    return Integer.parseInt(digits);
  }
}
