package io.claviger.internal.credential;

import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.ApiKeySettings;
import io.claviger.model.InvalidValueException;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.KeyKind;
import io.claviger.model.NewApiKey;
import io.claviger.model.OrganizationId;
import io.claviger.model.PrivateKey;
import io.claviger.model.PublicKey;
import io.claviger.model.SecretId;
import io.claviger.model.SecretInfo;
import io.claviger.model.Stamp;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.spi.store.StoredSecret;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Issues new keys, and new secrets for existing keys. */
public record KeyIssuer(Entropy entropy, Verifiers verifiers) {
  /** A new key in two forms: as it is stored, and as its creator sees it once. */
  public record Issue(StoredApiKey stored, IssuedApiKey issued) {}

  /** A new secret as it is stored, and its clear text. */
  public record NewSecret(StoredSecret stored, PrivateKey privateKey) {}

  /**
   * Issues a new key with its first secret. Its kind, its form and the expiry of the secret are
   * those of the request.
   */
  public Issue issue(
      OrganizationId organization, ApiKeySettings settings, Stamp created, NewApiKey request) {
    KeyKind kind = request.kind();
    ApiKeyId id = entropy.apiKeyId(created.at());
    CredentialFormat format = entropy.formats().of(request);
    PublicKey publicKey =
        entropy.formats().isClient(kind) ? new PublicKey(id.value()) : entropy.publicKey(format);
    ApiKey.Identity identity = new ApiKey.Identity(id, organization, publicKey, created, kind);
    NewSecret secret = secret(format, identity, created.at(), request.secretExpiresAt());
    SecretInfo info = secret.stored().info();
    ApiKey key = ApiKey.of(identity, settings, List.of(info));
    return new Issue(
        new StoredApiKey(key, List.of(secret.stored())),
        IssuedApiKey.of(key, info.id(), secret.privateKey()));
  }

  /** Issues a further secret for a key, of the form that the key has. */
  public NewSecret secret(ApiKey key, Instant createdAt, Optional<Instant> expiresAt) {
    return secret(entropy.formats().of(key), key.identity(), createdAt, expiresAt);
  }

  private NewSecret secret(
      CredentialFormat format,
      ApiKey.Identity key,
      Instant createdAt,
      Optional<Instant> expiresAt) {
    requireEnd(key.kind(), expiresAt);
    PublicKey publicKey = key.publicKey();
    PrivateKey privateKey = entropy.privateKey(format, publicKey);
    SecretId id = entropy.secretId(createdAt);
    SecretInfo info = SecretInfo.of(id, privateKey.hint(), createdAt, expiresAt, Optional.empty());
    return new NewSecret(
        new StoredSecret(info, verifiers.of(key.kind()).make(publicKey, id, privateKey)),
        privateKey);
  }

  /** Requires an expiry for a secret of a client. */
  public void requireEnd(KeyKind kind, Optional<Instant> expiresAt) {
    if (expiresAt.isEmpty() && entropy.formats().isClient(kind)) {
      throw InvalidValueException.of(
          "expiry of a secret of kind " + kind,
          "none",
          "must be set, since the secret of a client must end; name an instant");
    }
  }
}
