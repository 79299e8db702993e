package io.claviger.internal.management;

import io.claviger.model.ProjectId;
import java.util.Set;

/**
 * The answers of the application's directories about things outside the store. They are asked after
 * the snapshot was read. If the application changes something later, it moves the revision. Then a
 * decision on the old answers is not committed, and is made again.
 *
 * @param ownerOutside whether the organization has owners that are not keys; false for a decision
 *     that changes nothing, since it does not depend on this
 * @param projects the projects of the target that belong to the organization
 */
public record DirectoryAnswers(boolean ownerOutside, Set<ProjectId> projects) {}
