package io.claviger.internal.management;

import io.claviger.model.ProjectId;
import java.util.Set;

/**
 * What the host says about things outside the store, asked after the facts were read: a change on
 * the host's side that comes later moves the organization, so what is to be committed is decided
 * anew.
 *
 * @param ownerOutside whether the organization has owners that are not keys; false where a decision
 *     changes nothing, and so does not depend on it
 * @param projects those of the asked projects that belong to the organization
 */
public record DirectoryAnswers(boolean ownerOutside, Set<ProjectId> projects) {}
