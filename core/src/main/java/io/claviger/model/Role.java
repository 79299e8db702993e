package io.claviger.model;

import io.claviger.internal.text.Alphabet;
import java.util.Objects;

/**
 * The name of a role. {@link Roles} declares which roles exist, and whether a role is for
 * organizations or for projects. {@link RoleGrants} declares the permissions of a role.
 *
 * @param name 1 to 66 characters of A-Z, a-z, 0-9 and _.:-
 */
public record Role(String name) implements Comparable<Role> {
  /** Stored roles of the first schema have up to 66 characters. */
  private static final int MAX_LENGTH = 66;

  private static final Alphabet CHARACTERS =
      new Alphabet("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.:-");

  /** Manages everything in the organization and in all its projects. */
  public static final Role ORG_OWNER = new Role("ORG_OWNER");

  /**
   * A member of the organization. A key that has no other role on the organization gets this one.
   */
  public static final Role ORG_MEMBER = new Role("ORG_MEMBER");

  /**
   * Meant for the permission to read; permits nothing until it is granted, except to manage itself.
   */
  public static final Role ORG_READ_ONLY = new Role("ORG_READ_ONLY");

  /** Manages one project, and the roles of keys on that project. */
  public static final Role PROJECT_OWNER = new Role("PROJECT_OWNER");

  /** Meant for the permission to read in one project; permits nothing until it is granted. */
  public static final Role PROJECT_READ_ONLY = new Role("PROJECT_READ_ONLY");

  /** Throws {@link InvalidValueException} if the text is not the name of a role; case counts. */
  public Role {
    Objects.requireNonNull(name, "name");
    if (name.isEmpty() || name.length() > MAX_LENGTH || !CHARACTERS.hasAll(name)) {
      throw InvalidValueException.of(
          ErrorCode.UNKNOWN_ROLE,
          "role",
          name,
          "must be 1 to 66 characters of A-Z, a-z, 0-9 and _.:-");
    }
  }

  // This is a loop, not a pattern, because each lookup in a database calls it.
  @Override
  public int compareTo(Role other) {
    return name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return name;
  }
}
