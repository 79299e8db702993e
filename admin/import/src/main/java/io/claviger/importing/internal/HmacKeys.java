package io.claviger.importing.internal;

import io.claviger.model.ErrorCode;
import io.claviger.model.InvalidValueException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The keys of HMAC by their names. Immutable. */
public final class HmacKeys {
  private final Map<String, byte[]> byName;

  private HmacKeys(Map<String, byte[]> byName) {
    this.byName = byName;
  }

  /** Returns no keys. */
  public static HmacKeys none() {
    return new HmacKeys(Map.of());
  }

  /** Returns these keys and one more. */
  public HmacKeys with(String name, byte[] key) {
    requireName("name of an HMAC key", name);
    if (key.length == 0) {
      throw InvalidValueException.hidden(ErrorCode.INVALID_VALUE, "HMAC key", "must not be empty");
    }
    Map<String, byte[]> more = new HashMap<>(byName);
    more.put(name, key.clone());
    return new HmacKeys(more);
  }

  Optional<byte[]> key(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** Requires a name that can be part of a stored text. */
  public static void requireName(String what, String name) {
    if (!name.matches("[a-z0-9-]{1,30}")) {
      throw InvalidValueException.of(
          ErrorCode.INVALID_VALUE, what, name, "must be 1 to 30 characters of a-z, 0-9 and -");
    }
  }
}
