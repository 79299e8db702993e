package io.claviger.internal.text;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Checks the arguments of public methods. */
public final class Arguments {
  private Arguments() {}

  /**
   * Refuses null. It creates an array, so the path of a request checks its arguments one by one.
   *
   * @param valuesAndNames each value, followed by the name of its parameter
   * @throws NullPointerException if a value is null; the message is the name of the first such
   *     parameter
   */
  public static void require(@Nullable Object... valuesAndNames) {
    for (int i = 0; i < valuesAndNames.length; i += 2) {
      Objects.requireNonNull(valuesAndNames[i], String.valueOf(valuesAndNames[i + 1]));
    }
  }
}
