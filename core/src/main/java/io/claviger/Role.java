package io.claviger;

import io.claviger.internal.value.RoleText;

/**
 * The name of a role. The prefix says where it can be assigned: {@code ORG_} on the organization,
 * {@code GROUP_} on a project. Which roles exist is for the registry {@link Roles} to say, what
 * they allow for {@link RoleGrants}.
 *
 * @param name the prefix, then 1 to 60 characters of A-Z, 0-9 and _
 */
public record Role(String name) implements Comparable<Role> {
  /** Everything in the organization and in all its projects. */
  public static final Role ORG_OWNER = new Role("ORG_OWNER");

  /** Member of the organization: what a key gets that would have no role on it otherwise. */
  public static final Role ORG_MEMBER = new Role("ORG_MEMBER");

  /** For reading in the organization, as far as the host grants it; manages no key but its own. */
  public static final Role ORG_READ_ONLY = new Role("ORG_READ_ONLY");

  /** Manages one project and that project's roles of keys. */
  public static final Role GROUP_OWNER = new Role("GROUP_OWNER");

  /** For reading in one project, as far as the host grants it; manages no key but its own. */
  public static final Role GROUP_READ_ONLY = new Role("GROUP_READ_ONLY");

  /** Throws {@link InvalidValue} if the text is no name of a role; case counts. */
  public Role {
    RoleText.requireRole(name);
  }

  /** Whether it is assigned on a project rather than on the organization. */
  public boolean isProjectRole() {
    return name.startsWith("GROUP_");
  }

  @Override
  public int compareTo(Role other) {
    return name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return name;
  }
}
