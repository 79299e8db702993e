package io.claviger.model;

import java.util.Objects;

/** The scope of a role or of a permission: the whole organization, or one of its projects. */
public sealed interface Scope {
  /** The organization of the key. */
  record Organization() implements Scope {
    private static final Organization WHOLE = new Organization();

    @Override
    public String toString() {
      return "organization";
    }
  }

  /** One project of the organization. */
  record Project(ProjectId id) implements Scope {
    /** Checks that the id is not null. */
    public Project {
      Objects.requireNonNull(id, "id");
    }

    @Override
    public String toString() {
      return "project " + id;
    }
  }

  /** Returns the scope of the whole organization. */
  static Scope organization() {
    return Organization.WHOLE;
  }

  /** Returns the scope of one project. */
  static Scope project(ProjectId id) {
    return new Project(id);
  }
}
