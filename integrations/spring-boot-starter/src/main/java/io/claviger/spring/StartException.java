package io.claviger.spring;

import io.claviger.model.InvalidValueException;
import io.claviger.model.StoreException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The configuration is wrong, so the application does not start. Its message has both parts. */
final class StartException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String description;
  private final String action;

  /**
   * Creates the exception.
   *
   * @param description what is wrong
   * @param action what to do, with the names of the properties or beans
   */
  StartException(String description, String action, @Nullable Throwable cause) {
    super(description + ". " + action, cause);
    this.description = description;
    this.action = action;
  }

  static StartException inProperty(String name, String rule) {
    return inProperty(name, rule, correct(name));
  }

  static StartException inProperty(String name, String rule, String action) {
    return new StartException("property " + name + " " + rule, action, null);
  }

  /** Reads the value of a property, and names the property if the value is refused. */
  static <T> T reading(String name, Supplier<T> value) {
    return reading(name, correct(name), value);
  }

  /** Does the same with this action. */
  static <T> T reading(String name, String action, Supplier<T> value) {
    try {
      return value.get();
    } catch (InvalidValueException e) {
      throw new StartException("property " + name + ": " + e.getMessage(), action, e);
    }
  }

  /** Uses the store, and adds the action if that fails. */
  static void checking(String action, Runnable check) {
    try {
      check.run();
    } catch (StoreException e) {
      throw new StartException(String.valueOf(e.getMessage()), action, e);
    }
  }

  private static String correct(String name) {
    return "Correct " + name;
  }

  String description() {
    return description;
  }

  String action() {
    return action;
  }
}
