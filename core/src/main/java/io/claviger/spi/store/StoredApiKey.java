package io.claviger.spi.store;

import io.claviger.internal.text.Arguments;
import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeySettings;
import io.claviger.model.InvalidValueException;
import io.claviger.model.SecretInfo;
import java.util.List;
import java.util.Objects;

/**
 * A key as a store keeps it: the key and the verifiers of its secrets.
 *
 * @param secrets oldest first, at most 10,000; immutable. {@code key.secrets()} always describes
 *     exactly these secrets
 */
public record StoredApiKey(ApiKey key, List<StoredSecret> secrets) {
  private static final int MAX_SECRETS = 10_000;

  /**
   * Copies the list. Throws {@link InvalidValueException} if it is too long, or if the key
   * describes other secrets.
   */
  public StoredApiKey {
    Arguments.require(key, "key", secrets, "secrets");
    secrets = List.copyOf(secrets);
    requireFew(secrets);
    if (!describes(secrets, key.secrets())) {
      throw InvalidValueException.of(
          "stored key",
          key.id().value(),
          "must describe exactly the secrets that are stored with it");
    }
  }

  static void requireFew(List<?> secrets) {
    if (secrets.size() > MAX_SECRETS) {
      throw InvalidValueException.of(
          "secrets of a key",
          secrets.size(),
          "must be at most " + MAX_SECRETS + "; delete some that have expired");
    }
  }

  private static boolean describes(List<StoredSecret> stored, List<SecretInfo> infos) {
    boolean same = stored.size() == infos.size();
    for (int i = 0; same && i < stored.size(); i++) {
      same = stored.get(i).info().equals(infos.get(i));
    }
    return same;
  }

  /**
   * Returns the same key with other settings; identity and secrets stay as they are stored. Stores
   * call it to apply an update.
   */
  public StoredApiKey with(ApiKeySettings settings) {
    return new StoredApiKey(key.with(settings), secrets);
  }

  /** Returns the same key with exactly these secrets. */
  public StoredApiKey with(List<StoredSecret> newSecrets) {
    Objects.requireNonNull(newSecrets, "secrets");
    List<SecretInfo> infos = newSecrets.stream().map(StoredSecret::info).toList();
    return new StoredApiKey(ApiKey.of(key.identity(), key.settings(), infos), newSecrets);
  }
}
