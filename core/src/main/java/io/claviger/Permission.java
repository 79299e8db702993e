package io.claviger;

import io.claviger.internal.value.RoleText;

/**
 * Something that a request may be allowed to do, named by the host.
 *
 * @param name 1 to 100 characters of a-z, 0-9 and ._:- that start with a letter, such as {@code
 *     invoices.read}
 */
public record Permission(String name) implements Comparable<Permission> {
  /** Throws {@link InvalidValue} if the text is no name of a permission. */
  public Permission {
    RoleText.requirePermission(name);
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
