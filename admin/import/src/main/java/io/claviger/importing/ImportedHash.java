package io.claviger.importing;

import io.claviger.importing.internal.Notation;
import io.claviger.importing.internal.StoredHash;
import io.claviger.model.InvalidValueException;
import io.claviger.spi.Verifier;
import java.util.Objects;

/**
 * A hash of a secret that other software stored. It prints without its content. Immutable and
 * thread-safe.
 */
public final class ImportedHash {
  private final StoredHash hash;

  ImportedHash(StoredHash hash) {
    this.hash = hash;
  }

  /**
   * Reads a hash that names its own parameters:
   *
   * <ul>
   *   <li>bcrypt: {@code $2a$}, {@code $2b$}, {@code $2y$}. It reads 72 bytes, so a longer secret
   *       is never accepted
   *   <li>PHC strings of Argon2id, PBKDF2 and scrypt, and the PBKDF2 of passlib
   *   <li>Spring Security: {@code {bcrypt}}, {@code {argon2}}, {@code {scrypt}} and {@code
   *       {pbkdf2}}, also with {@code @SpringSecurity_v5_8}; scrypt also without a prefix
   *   <li>Django: {@code pbkdf2_sha256}, {@code bcrypt}, {@code bcrypt_sha256}, {@code argon2},
   *       {@code scrypt}, and {@code sha512$$} of the Django REST framework API keys
   * </ul>
   *
   * @throws InvalidValueException for another form, or for a hash whose check would take too much
   *     time or memory: more than cost 14 of bcrypt, 256 MiB, 16 passes or lanes, or 5 million
   *     rounds of PBKDF2. The message does not repeat the text
   */
  public static ImportedHash parse(String text) {
    return new ImportedHash(Notation.read(Objects.requireNonNull(text, "text")));
  }

  /**
   * Reads a hash of {@code Pbkdf2PasswordEncoder} of Spring Security whose parameters are not its
   * defaults: the hexadecimal digits of the salt, and directly after it the hash.
   *
   * @param digest {@code sha1}, {@code sha256} or {@code sha512}
   * @throws InvalidValueException for another form
   */
  public static ImportedHash springPbkdf2(String hex, String digest, int saltBytes, int rounds) {
    Objects.requireNonNull(hex, "hex");
    Objects.requireNonNull(digest, "digest");
    return new ImportedHash(Notation.springPbkdf2(hex, digest, saltBytes, rounds));
  }

  /** Returns the name of the kind, such as {@code sha256}, {@code bcrypt} or {@code argon2id}. */
  public String kind() {
    return hash.kind();
  }

  /** Checks whether one check takes milliseconds on purpose, so that a pool makes it. */
  public boolean isSlow() {
    return hash.isSlow();
  }

  StoredHash hash() {
    return hash;
  }

  Verifier verifier() {
    return new Verifier(ImportedVerifiers.PREFIX + hash.encoded());
  }

  /** Returns the kind only. */
  @Override
  public String toString() {
    return "ImportedHash[" + kind() + "]";
  }
}
