package io.claviger.model;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * An action that a request may be allowed to do. The application chooses the name.
 *
 * @param name 1 to 100 characters of a-z, 0-9 and ._:- that start with a letter, such as {@code
 *     invoices.read}
 */
public record Permission(String name) implements Comparable<Permission> {
  private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9._:-]{0,99}");

  /** Throws {@link InvalidValueException} if the text is not the name of a permission. */
  public Permission {
    Objects.requireNonNull(name, "name");
    if (!FORM.matcher(name).matches()) {
      throw InvalidValueException.of(
          "permission",
          name,
          "must be 1 to 100 characters of a-z, 0-9 and ._:- that start with a letter");
    }
  }

  @Override
  public int compareTo(Permission other) {
    return name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return name;
  }
}
