package io.claviger.internal.credential;

import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeySettings;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.NewApiKey;
import io.claviger.model.OrganizationId;
import io.claviger.model.PrivateKey;
import io.claviger.model.PublicKey;
import io.claviger.model.SecretId;
import io.claviger.model.SecretInfo;
import io.claviger.model.Stamp;
import io.claviger.spi.StoredApiKey;
import io.claviger.spi.StoredSecret;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Issues new keys, and new secrets for existing keys. */
public record KeyIssuer(Entropy entropy, Verifiers verifiers) {
  /** A new key in two forms: as it is stored, and as its creator sees it once. */
  public record Issue(StoredApiKey stored, IssuedApiKey issued) {}

  /** A new secret as it is stored, and its clear text. */
  public record NewSecret(StoredSecret stored, PrivateKey privateKey) {}

  /** Issues a new key of the default form with its first secret. */
  public Issue issue(OrganizationId organization, ApiKeySettings settings, Stamp created) {
    return issue(organization, settings, created, Optional.empty());
  }

  /** Issues a new key of this form with its first secret. */
  public Issue issue(
      OrganizationId organization,
      ApiKeySettings settings,
      Stamp created,
      Optional<NewApiKey.Form> form) {
    CredentialFormat format = form.map(entropy.formats()::of).orElse(entropy.formats().byDefault());
    PublicKey publicKey = entropy.publicKey(format);
    NewSecret secret = secret(format, publicKey, created.at());
    ApiKey.Identity identity =
        new ApiKey.Identity(entropy.apiKeyId(created.at()), organization, publicKey, created);
    SecretInfo info = secret.stored().info();
    ApiKey key = new ApiKey(identity, settings, List.of(info));
    return new Issue(
        new StoredApiKey(key, List.of(secret.stored())),
        new IssuedApiKey(key, info.id(), secret.privateKey()));
  }

  /** Issues a further secret for a key, of the form that the key has. */
  public NewSecret secret(ApiKey key, Instant createdAt) {
    return secret(entropy.formats().of(key), key.publicKey(), createdAt);
  }

  private NewSecret secret(CredentialFormat format, PublicKey publicKey, Instant createdAt) {
    PrivateKey privateKey = entropy.privateKey(format, publicKey);
    SecretId id = entropy.secretId(createdAt);
    SecretInfo info = new SecretInfo(id, privateKey.hint(), createdAt, Optional.empty());
    return new NewSecret(
        new StoredSecret(info, verifiers.make(publicKey, id, privateKey)), privateKey);
  }
}
