package io.claviger.spi;

import io.claviger.ApiKey;
import io.claviger.ApiKeySettings;
import io.claviger.ErrorCode;
import io.claviger.InvalidValue;
import io.claviger.SecretInfo;
import java.util.List;

/**
 * A key as it is kept: what is known about it, and its verifiers.
 *
 * @param secrets oldest first; immutable. {@code key.secrets()} always tells of exactly these
 */
public record StoredApiKey(ApiKey key, List<StoredSecret> secrets) {
  /** Copies; throws {@link InvalidValue} if the key tells of other secrets. */
  public StoredApiKey {
    secrets = List.copyOf(secrets);
    if (!key.secrets().equals(secrets.stream().map(StoredSecret::info).toList())) {
      throw InvalidValue.of(
          ErrorCode.INVALID_ATTRIBUTE,
          "stored key",
          key.id().value(),
          "must tell of the secrets that are stored with it");
    }
  }

  /**
   * The same key with other settings; identity and secrets stay as they are stored. For stores that
   * apply an update.
   */
  public StoredApiKey with(ApiKeySettings settings) {
    return new StoredApiKey(key.with(settings), secrets);
  }

  /** The same key with exactly these secrets. */
  public StoredApiKey with(List<StoredSecret> newSecrets) {
    List<SecretInfo> infos = newSecrets.stream().map(StoredSecret::info).toList();
    return new StoredApiKey(new ApiKey(key.identity(), key.settings(), infos), newSecrets);
  }
}
