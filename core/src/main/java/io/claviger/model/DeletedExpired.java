package io.claviger.model;

import io.claviger.internal.text.Arguments;
import java.util.List;

/**
 * The keys, secrets and ended access tokens that {@link io.claviger.ApiKeys#deleteExpired} deleted.
 *
 * @param keys the deleted keys as they were; immutable
 * @param secrets the deleted secrets of keys that stay; immutable
 * @param endedTokens how many ended access tokens were deleted, of all organizations; 0 if the
 *     caller was not the application
 */
public record DeletedExpired(List<ApiKey> keys, List<SecretId> secrets, int endedTokens) {
  /** Copies the lists. */
  public DeletedExpired {
    Arguments.require(keys, "keys", secrets, "secrets");
    keys = List.copyOf(keys);
    secrets = List.copyOf(secrets);
  }
}
