package io.claviger.atlas.json;

/**
 * A new secret of a key.
 *
 * @param privateKey clear, this once
 * @param key afterwards
 */
public record IssuedSecret(String secretId, String privateKey, KeyDetails key) {
  /** Without the private key. */
  @Override
  public String toString() {
    return "secret " + secretId;
  }
}
