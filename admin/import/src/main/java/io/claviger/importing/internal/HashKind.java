package io.claviger.importing.internal;

import io.claviger.model.ErrorCode;
import io.claviger.model.InvalidValueException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The kinds of stored secrets, in the words of a configuration. */
public enum HashKind {
  SHA256,
  SHA512,
  SHA3_256,
  HMAC_SHA256,
  HMAC_SHA512,
  BCRYPT,
  ARGON2ID,
  PBKDF2,
  SCRYPT,
  CLEAR;

  /** Reads the name of a kind, such as {@code hmac-sha256}. */
  public static HashKind named(String text) {
    for (HashKind kind : values()) {
      if (kind.word().equals(text)) {
        return kind;
      }
    }
    String all = Arrays.stream(values()).map(HashKind::word).collect(Collectors.joining(", "));
    throw InvalidValueException.of(ErrorCode.INVALID_VALUE, "hash", text, "must be one of " + all);
  }

  /** Returns the name of the kind. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Checks whether a key of HMAC is needed. */
  public boolean isKeyed() {
    return this == HMAC_SHA256 || this == HMAC_SHA512;
  }

  /** Checks whether it is a digest, which may have a salt, and which can find a row. */
  public boolean isFast() {
    return compareTo(HMAC_SHA512) <= 0;
  }
}
