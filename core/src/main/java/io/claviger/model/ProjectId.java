package io.claviger.model;

import io.claviger.spi.ProjectDirectory;

/**
 * Names a project of the host (a "group" in Atlas): 1 to 32 characters of 0-9a-z. What exists is
 * the host's to say, see {@link ProjectDirectory}.
 */
public record ProjectId(String value) implements Comparable<ProjectId> {
  /** Throws {@link InvalidValueException} if the text is no such id. */
  public ProjectId {
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
