package io.claviger.internal;

import io.claviger.ApiKey;
import io.claviger.ApiKeyIdentity;
import io.claviger.ApiKeySettings;
import io.claviger.IssuedApiKey;
import io.claviger.OrganizationId;
import io.claviger.PrivateKey;
import io.claviger.SecretId;
import io.claviger.SecretInfo;
import io.claviger.Stamp;
import io.claviger.spi.StoredApiKey;
import io.claviger.spi.StoredSecret;
import java.util.List;
import java.util.Optional;

/** Gives a new key its identity and its first secret. */
final class KeyIssuer {
  /** The two faces of a new key: what is kept, and what its creator sees once. */
  record Issue(StoredApiKey stored, IssuedApiKey issued) {}

  private final Entropy entropy;
  private final SecretHasher hasher;

  KeyIssuer(Entropy entropy, SecretHasher hasher) {
    this.entropy = entropy;
    this.hasher = hasher;
  }

  Issue issue(OrganizationId organization, ApiKeySettings settings, Stamp created) {
    PrivateKey privateKey = entropy.privateKey();
    SecretId secretId = entropy.secretId(created.at());
    SecretInfo info = new SecretInfo(secretId, privateKey.hint(), created.at(), Optional.empty());
    ApiKeyIdentity identity =
        new ApiKeyIdentity(
            entropy.apiKeyId(created.at()), organization, entropy.publicKey(), created);
    ApiKey key = new ApiKey(identity, settings, List.of(info));
    StoredSecret secret = new StoredSecret(info, List.of(hasher.verifier(secretId, privateKey)));
    return new Issue(
        new StoredApiKey(key, List.of(secret)), new IssuedApiKey(key, secretId, privateKey));
  }
}
