package io.claviger;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The registry of roles that may be assigned: open, so that a host adds its own to the set that
 * Atlas knows, or starts from none. Immutable. A role that leaves the registry stays on the keys
 * that hold it, and can no longer be assigned.
 */
public final class Roles {
  private static final Roles ATLAS =
      of(
          Stream.of(
                  "ORG_OWNER",
                  "ORG_MEMBER",
                  "ORG_GROUP_CREATOR",
                  "ORG_BILLING_ADMIN",
                  "ORG_BILLING_READ_ONLY",
                  "ORG_READ_ONLY",
                  "ORG_STREAM_PROCESSING_ADMIN",
                  "GROUP_OWNER",
                  "GROUP_USER_ADMIN",
                  "GROUP_READ_ONLY",
                  "GROUP_CLUSTER_MANAGER",
                  "GROUP_DATA_ACCESS_ADMIN",
                  "GROUP_DATA_ACCESS_READ_WRITE",
                  "GROUP_DATA_ACCESS_READ_ONLY",
                  "GROUP_CHARTS_ADMIN",
                  "GROUP_AUTOMATION_ADMIN",
                  "GROUP_BACKUP_ADMIN",
                  "GROUP_MONITORING_ADMIN",
                  "GROUP_BILLING_ADMIN",
                  "GROUP_SEARCH_INDEX_EDITOR",
                  "GROUP_STREAM_PROCESSING_OWNER",
                  "GROUP_BACKUP_MANAGER",
                  "GROUP_OBSERVABILITY_VIEWER",
                  "GROUP_DATABASE_ACCESS_ADMIN")
              .map(Role::new)
              .toList());

  private final SortedSet<Role> known;

  private Roles(SortedSet<Role> known) {
    this.known = Collections.unmodifiableSortedSet(known);
  }

  /** The organization and project roles of Atlas, Cloud Manager and Ops Manager. */
  public static Roles atlas() {
    return ATLAS;
  }

  /**
   * Exactly these roles, and {@code ORG_OWNER} and {@code ORG_MEMBER}, which the library itself
   * assigns. {@code GROUP_OWNER}, which manages the keys of a project, only where it is among
   * these.
   */
  public static Roles of(Collection<Role> roles) {
    SortedSet<Role> known = new TreeSet<>(roles);
    known.add(Role.ORG_OWNER);
    known.add(Role.ORG_MEMBER);
    return new Roles(known);
  }

  /** These roles and more. */
  public Roles with(Role... more) {
    SortedSet<Role> all = new TreeSet<>(known);
    all.addAll(Arrays.asList(more));
    return new Roles(all);
  }

  /** All roles by name; immutable. */
  public SortedSet<Role> all() {
    return known;
  }

  /** Whether the role may be assigned. */
  public boolean contains(Role role) {
    return known.contains(role);
  }

  /**
   * The role itself, if it may be assigned.
   *
   * @throws InvalidValue if not
   */
  public Role require(Role role) {
    if (!known.contains(role)) {
      throw InvalidValue.of(
          ErrorCode.INVALID_ENUM_VALUE,
          "role",
          role.name(),
          "is not in the registry of roles, which has "
              + known
              + "; a host adds its own with Roles.with");
    }
    return role;
  }

  @Override
  public String toString() {
    return known.toString();
  }
}
