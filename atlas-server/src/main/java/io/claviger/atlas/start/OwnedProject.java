package io.claviger.atlas.start;

import io.claviger.model.ProjectId;
import java.util.Optional;

/**
 * A project of an organization.
 *
 * @param organization the name of the organization; empty for the first one
 */
public record OwnedProject(Optional<String> organization, ProjectId id) {}
