package io.claviger.model;

import java.util.Objects;

/**
 * Where a role is assigned or a permission is asked for: the whole organization, or one of its
 * projects.
 */
public sealed interface Scope {
  /** The organization that the key belongs to. */
  record Organization() implements Scope {
    private static final Organization WHOLE = new Organization();

    @Override
    public String toString() {
      return "organization";
    }
  }

  /** One project of it. */
  record Project(ProjectId id) implements Scope {
    /** No part may be null. */
    public Project {
      Objects.requireNonNull(id, "id");
    }

    @Override
    public String toString() {
      return "project " + id;
    }
  }

  /** The organization. */
  static Scope organization() {
    return Organization.WHOLE;
  }

  /** A project. */
  static Scope project(ProjectId id) {
    return new Project(id);
  }
}
