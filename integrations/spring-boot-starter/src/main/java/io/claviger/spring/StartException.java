package io.claviger.spring;

import io.claviger.model.InvalidValueException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The configuration is wrong, so the application does not start. */
final class StartException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StartException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  static StartException inProperty(String name, String rule) {
    return new StartException("property " + name + " " + rule, null);
  }

  /** Reads the value of a property, and names the property if the value is refused. */
  static <T> T reading(String name, Supplier<T> value) {
    try {
      return value.get();
    } catch (InvalidValueException e) {
      throw new StartException("property " + name + ": " + e.getMessage(), e);
    }
  }
}
