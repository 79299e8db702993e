package io.claviger.model;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A key with the clear text of its new secret, which is returned only here. It prints redacted.
 * Immutable.
 */
public final class IssuedApiKey {
  private final ApiKey apiKey;
  private final SecretId secretId;
  private final PrivateKey privateKey;

  private IssuedApiKey(ApiKey apiKey, SecretId secretId, PrivateKey privateKey) {
    this.apiKey = Objects.requireNonNull(apiKey, "apiKey");
    this.secretId = Objects.requireNonNull(secretId, "secretId");
    this.privateKey = Objects.requireNonNull(privateKey, "privateKey");
  }

  /**
   * Returns a result of all these parts. This is for the library, and gets a parameter for each new
   * part. An application gets one from {@link io.claviger.ApiKeys#create}.
   */
  public static IssuedApiKey of(ApiKey apiKey, SecretId secretId, PrivateKey privateKey) {
    return new IssuedApiKey(apiKey, secretId, privateKey);
  }

  /** Returns the key. */
  public ApiKey apiKey() {
    return apiKey;
  }

  /** Returns the id of the new secret. */
  public SecretId secretId() {
    return secretId;
  }

  /** Returns the clear text of the new secret; for a token, the whole text of the token. */
  public PrivateKey privateKey() {
    return privateKey;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof IssuedApiKey that
        && apiKey.equals(that.apiKey)
        && secretId.equals(that.secretId)
        && privateKey.equals(that.privateKey);
  }

  @Override
  public int hashCode() {
    return Objects.hash(apiKey, secretId, privateKey);
  }

  @Override
  public String toString() {
    return "IssuedApiKey[apiKey=%s, secretId=%s, privateKey=%s]"
        .formatted(apiKey, secretId, privateKey);
  }
}
