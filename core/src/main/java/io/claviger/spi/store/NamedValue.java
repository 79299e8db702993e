package io.claviger.spi.store;

import io.claviger.internal.text.Arguments;
import io.claviger.internal.text.VisibleAscii;
import io.claviger.model.InvalidValueException;
import java.util.regex.Pattern;

/**
 * A small value on which all nodes agree. It prints without the value.
 *
 * @param name 1 to 64 characters of {@code 0-9a-z._-}
 * @param value 1 to 200 visible ASCII characters
 */
public record NamedValue(String name, String value) {
  private static final Pattern NAME = Pattern.compile("[0-9a-z._-]{1,64}");
  private static final int MAX_VALUE = 200;

  /**
   * Throws {@link InvalidValueException} if the name or the value breaks its rule. The message does
   * not repeat the value.
   */
  public NamedValue {
    Arguments.require(name, "name", value, "value");
    if (!NAME.matcher(name).matches()) {
      throw InvalidValueException.of(
          "name of a value", name, "must be 1 to 64 characters of 0-9a-z._-");
    }
    if (value.isEmpty() || value.length() > MAX_VALUE || !VisibleAscii.only(value)) {
      throw InvalidValueException.hidden(
          "value of " + name, "must be 1 to 200 visible ASCII characters");
    }
  }

  /** Returns the name only. */
  @Override
  public String toString() {
    return "NamedValue[" + name + "]";
  }
}
