package io.claviger.internal.management;

import io.claviger.ProjectId;
import java.util.Set;

/**
 * What the host says about things outside the store, asked after the facts were read: a change on
 * the host's side that comes later moves the organization, so what is to be committed is decided
 * anew.
 *
 * @param ownerOutside whether the organization has owners that are not keys
 * @param projects those of the asked projects that belong to the organization
 */
public record HostAnswers(boolean ownerOutside, Set<ProjectId> projects) {
  /** For decisions that change nothing, and so do not depend on who else is an owner. */
  static HostAnswers onProjects(Set<ProjectId> projects) {
    return new HostAnswers(false, projects);
  }
}
