package io.claviger.atlas.json;

/**
 * A new secret of a key.
 *
 * @param privateKey the private key in clear text, shown only here
 * @param key the key after the rotation
 */
public record IssuedSecret(String secretId, String privateKey, KeyDetails key) {
  /** Leaves out the private key. */
  @Override
  public String toString() {
    return "secret " + secretId;
  }
}
