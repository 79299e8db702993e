package io.claviger.model;

import java.util.Objects;

/**
 * A key with the clear text of its new secret: the only time that anybody sees it. Prints redacted.
 *
 * @param secretId which of the key's secrets this is
 * @param privateKey of a token the whole text
 */
public record IssuedApiKey(ApiKey apiKey, SecretId secretId, PrivateKey privateKey) {
  /** No part may be null. */
  public IssuedApiKey {
    Objects.requireNonNull(apiKey, "apiKey");
    Objects.requireNonNull(secretId, "secretId");
    Objects.requireNonNull(privateKey, "privateKey");
  }
}
