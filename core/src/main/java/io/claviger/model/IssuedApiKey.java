package io.claviger.model;

import io.claviger.internal.text.Arguments;

/**
 * A key with the clear text of its new secret, which is returned only here. It prints redacted.
 *
 * @param secretId the id of the new secret
 * @param privateKey for a token, the whole text of the token
 */
public record IssuedApiKey(ApiKey apiKey, SecretId secretId, PrivateKey privateKey) {
  /** Checks that no part is null. */
  public IssuedApiKey {
    Arguments.require(apiKey, "apiKey", secretId, "secretId", privateKey, "privateKey");
  }
}
