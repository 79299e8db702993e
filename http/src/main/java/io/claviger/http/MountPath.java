package io.claviger.http;

import io.claviger.model.InvalidValueException;
import java.util.Objects;

/**
 * A path of an application, below which a handler answers all requests. It can be written in one
 * way only, so adapters compare bytes.
 *
 * @param value segments of letters, digits and {@code . _ ~ -}, each after a slash, such as {@code
 *     /account/api-keys}. None is {@code .} or {@code ..}
 */
public record MountPath(String value) {
  private static final String FORM = "(/(?!\\.{1,2}(/|$))[A-Za-z0-9._~-]+)+";

  /** Throws {@link InvalidValueException} for a path of another form. */
  public MountPath {
    Objects.requireNonNull(value, "value");
    if (!value.matches(FORM)) {
      throw InvalidValueException.of(
          "path",
          value,
          "must have segments of letters, digits and . _ ~ -, each after a slash, as"
              + " /account/api-keys");
    }
  }
}
