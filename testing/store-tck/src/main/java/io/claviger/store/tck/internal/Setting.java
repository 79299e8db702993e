package io.claviger.store.tck.internal;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A number that the contract reads from a system property. */
record Setting(String name, long least, long most) {
  OptionalLong value() {
    return value(System.getProperty(name));
  }

  OptionalLong value(@Nullable String text) {
    if (text == null) {
      return OptionalLong.empty();
    }
    try {
      long value = Long.parseLong(text);
      if (value >= least && value <= most) {
        return OptionalLong.of(value);
      }
    } catch (NumberFormatException e) {
      // Is reported below.
    }
    throw new IllegalArgumentException(
        "-D" + name + "=" + text + "; must be a whole number from " + least + " to " + most);
  }
}
