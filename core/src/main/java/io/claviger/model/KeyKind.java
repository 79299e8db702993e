package io.claviger.model;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The kind of a key, such as {@code service-account}: a label that the application chooses when it
 * creates the key, and that never changes. Keys can be found by it. The library treats keys of all
 * kinds alike, except those of {@linkplain io.claviger.Claviger.Builder#clientKind clients}.
 *
 * @param value 1 to 32 characters of {@code 0-9a-z._-}; empty for an ordinary key, which has no
 *     kind
 */
public record KeyKind(String value) {
  private static final Pattern NAME = Pattern.compile("[0-9a-z._-]{0,32}");
  private static final KeyKind NONE = new KeyKind("");

  /** Throws {@link InvalidValueException} if the value breaks its rule. */
  public KeyKind {
    Objects.requireNonNull(value, "value");
    if (!NAME.matcher(value).matches()) {
      throw InvalidValueException.of(
          "kind of a key", value, "must be 1 to 32 characters of 0-9a-z._-");
    }
  }

  /** Returns the kind of ordinary keys. */
  public static KeyKind none() {
    return NONE;
  }

  @Override
  public String toString() {
    return value;
  }
}
