package io.claviger.model;

import java.util.Objects;

/**
 * The id of a project of the application (a "group" in Atlas): 1 to 32 characters of 0-9a-z. The
 * application's {@link io.claviger.spi.ProjectDirectory} decides which projects exist.
 */
public record ProjectId(String value) implements Comparable<ProjectId> {
  /** Throws {@link InvalidValueException} if the text is not such an id. */
  public ProjectId {
    Objects.requireNonNull(value, "value");
    Identifiers.requireAlphanumeric(ErrorCode.INVALID_PROJECT_ID, "project id", value, 1, 32);
  }

  @Override
  public int compareTo(ProjectId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
