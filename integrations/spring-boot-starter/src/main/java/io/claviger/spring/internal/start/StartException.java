package io.claviger.spring.internal.start;

import io.claviger.model.InvalidValueException;
import io.claviger.model.StoreException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The configuration is wrong, so the application does not start. Its message has both parts. */
public final class StartException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String description;
  private final String action;

  /**
   * Creates the exception.
   *
   * @param description what is wrong
   * @param action what to do, with the names of the properties or beans
   */
  public StartException(String description, String action, @Nullable Throwable cause) {
    super(description + ". " + action, cause);
    this.description = description;
    this.action = action;
  }

  public static StartException inProperty(String name, String rule) {
    return inProperty(name, rule, correct(name));
  }

  public static StartException inProperty(String name, String rule, String action) {
    return new StartException("property " + name + " " + rule, action, null);
  }

  /** Reads the value of a property, and names the property if the value is refused. */
  public static <T> T reading(String name, Supplier<T> value) {
    return reading(name, correct(name), value);
  }

  /** Does the same with this action. */
  public static <T> T reading(String name, String action, Supplier<T> value) {
    try {
      return value.get();
    } catch (InvalidValueException e) {
      throw new StartException("property " + name + ": " + e.getMessage(), action, e);
    }
  }

  /** Uses the store, and adds the action if that fails. */
  public static void checking(String action, Runnable check) {
    try {
      check.run();
    } catch (StoreException e) {
      throw new StartException(String.valueOf(e.getMessage()), action, e);
    }
  }

  private static String correct(String name) {
    return "Correct " + name;
  }

  public String description() {
    return description;
  }

  public String action() {
    return action;
  }
}
