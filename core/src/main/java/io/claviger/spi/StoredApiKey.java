package io.claviger.spi;

import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeySettings;
import io.claviger.model.ErrorCode;
import io.claviger.model.InvalidValueException;
import io.claviger.model.SecretInfo;
import java.util.List;

/**
 * A key as it is kept: what is known about it, and its verifiers.
 *
 * @param secrets oldest first, at most 10,000; immutable. {@code key.secrets()} always tells of
 *     exactly these
 */
public record StoredApiKey(ApiKey key, List<StoredSecret> secrets) {
  private static final int MOST_SECRETS = 10_000;

  /**
   * Copies; throws {@link InvalidValueException} if there are too many, or the key tells of others.
   */
  public StoredApiKey {
    secrets = List.copyOf(secrets);
    requireFew(secrets);
    if (!tellsOf(secrets, key.secrets())) {
      throw InvalidValueException.of(
          ErrorCode.INVALID_VALUE,
          "stored key",
          key.id().value(),
          "must tell of the secrets that are stored with it");
    }
  }

  static void requireFew(List<?> secrets) {
    if (secrets.size() > MOST_SECRETS) {
      throw InvalidValueException.of(
          ErrorCode.INVALID_VALUE,
          "secrets of a key",
          String.valueOf(secrets.size()),
          "must be at most " + MOST_SECRETS + "; remove some that have ended");
    }
  }

  private static boolean tellsOf(List<StoredSecret> stored, List<SecretInfo> told) {
    boolean same = stored.size() == told.size();
    for (int i = 0; same && i < stored.size(); i++) {
      same = stored.get(i).info().equals(told.get(i));
    }
    return same;
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
