package io.claviger.model;

import java.util.Map;
import java.util.Objects;

/**
 * How a key was used: altogether, through each of its secrets, and admitted by each entry of its
 * whitelist. A request counts once for the key, once for the secret, and once for the entry that
 * admitted it, the most specific one.
 *
 * @param secrets by id, those that the key has; immutable
 * @param entries by block, those that are listed; one that was removed and added again begins at 0.
 *     Immutable
 */
public record KeyUsage(Usage key, Map<SecretId, Usage> secrets, Map<CidrBlock, Usage> entries) {
  private static final KeyUsage NONE = new KeyUsage(Usage.none(), Map.of(), Map.of());

  /** Copies. */
  public KeyUsage {
    Objects.requireNonNull(key, "key");
    secrets = Map.copyOf(secrets);
    entries = Map.copyOf(entries);
  }

  /** Nothing is known of any use. */
  public static KeyUsage none() {
    return NONE;
  }
}
