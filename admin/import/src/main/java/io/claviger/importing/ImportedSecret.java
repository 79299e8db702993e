package io.claviger.importing;

import io.claviger.access.Credential;
import io.claviger.importing.internal.HmacKeys;
import io.claviger.model.InvalidValueException;
import io.claviger.model.PrivateKey;
import io.claviger.model.PublicKey;
import java.util.Objects;
import java.util.Optional;

/**
 * The secret of a key to import, as a hash or in clear text, and the public key that finds it. A
 * {@link ImportedFormat} makes one. It prints without its content. Immutable.
 */
public final class ImportedSecret {
  private final PublicKey publicKey;
  private final Optional<PrivateKey> clear;
  private final Optional<ImportedHash> hash;

  private ImportedSecret(
      PublicKey publicKey, Optional<PrivateKey> clear, Optional<ImportedHash> hash) {
    this.publicKey = publicKey;
    this.clear = clear;
    this.hash = hash;
  }

  /**
   * Returns a secret in clear text. Its key gets a verifier of the library at once. This is for the
   * credentials of this library too, such as a test key in a configuration.
   *
   * @param credential a pair or a token
   * @throws InvalidValueException for every other credential
   */
  public static ImportedSecret clear(Credential credential) {
    Optional<PrivateKey> secret = credential.privateKey();
    if (secret.isEmpty()) {
      throw InvalidValueException.hidden("credential", "must be a pair or a token");
    }
    return new ImportedSecret(credential.publicKey().orElseThrow(), secret, Optional.empty());
  }

  static ImportedSecret hashed(PublicKey publicKey, ImportedHash hash) {
    Objects.requireNonNull(hash, "hash");
    return new ImportedSecret(publicKey, Optional.empty(), Optional.of(hash));
  }

  /** Returns the public key that the imported key will have. */
  public PublicKey publicKey() {
    return publicKey;
  }

  /** Returns the kind of the hash, or {@code clear text}. */
  public String kind() {
    return hash.map(ImportedHash::kind).orElse("clear text");
  }

  boolean accepts(PrivateKey presented, HmacKeys keys) {
    return hash.map(its -> its.hash().accepts(presented, keys))
        .orElseGet(() -> clear.orElseThrow().equals(presented));
  }

  Optional<PrivateKey> clear() {
    return clear;
  }

  Optional<ImportedHash> hash() {
    return hash;
  }

  /** Returns the public key and the kind. */
  @Override
  public String toString() {
    return "ImportedSecret[" + publicKey + ", " + kind() + "]";
  }
}
