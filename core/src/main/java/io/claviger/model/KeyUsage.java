package io.claviger.model;

import io.claviger.internal.text.Arguments;
import java.util.Map;

/**
 * The usage of a key: in total, by secret, and by whitelist entry. A request counts once for the
 * key, once for its secret, and once for the most specific entry that admitted it.
 *
 * @param secrets the usage of each secret that the key has, by id; immutable
 * @param entries the usage of each entry that is listed, by block. An entry that was removed and
 *     added again starts at 0. Immutable
 */
public record KeyUsage(Usage key, Map<SecretId, Usage> secrets, Map<CidrBlock, Usage> entries) {
  private static final KeyUsage NONE = new KeyUsage(Usage.none(), Map.of(), Map.of());

  /** Copies the maps. */
  public KeyUsage {
    Arguments.require(secrets, "secrets", entries, "entries", key, "key");
    secrets = Map.copyOf(secrets);
    entries = Map.copyOf(entries);
  }

  /** Returns the usage of a key that was never used. */
  public static KeyUsage none() {
    return NONE;
  }
}
