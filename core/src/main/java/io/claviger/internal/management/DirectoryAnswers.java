package io.claviger.internal.management;

import io.claviger.model.ProjectId;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * The answers of the application's directories about things outside the store, for one decision. A
 * directory is asked when a rule needs the answer, so a caller without the right to a call cannot
 * make it slow. That is after the snapshot was read. If the application changes something later, it
 * moves the revision. Then a decision on the old answers is not committed, and is made again.
 */
public final class DirectoryAnswers {
  private final BooleanSupplier owners;
  private final Predicate<ProjectId> directory;
  private final Map<ProjectId, Boolean> projects = new HashMap<>();

  /** Creates the answers of these directories about one organization. */
  DirectoryAnswers(BooleanSupplier owners, Predicate<ProjectId> directory) {
    this.owners = owners;
    this.directory = directory;
  }

  /** Checks whether the organization has owners that are not keys. */
  public boolean ownerOutside() {
    return owners.getAsBoolean();
  }

  /** Checks whether the project belongs to the organization. Asks once for each project. */
  boolean hasProject(ProjectId project) {
    return projects.computeIfAbsent(project, directory::test);
  }
}
