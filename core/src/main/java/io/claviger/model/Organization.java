package io.claviger.model;

import java.util.Objects;

/**
 * An organization that owns keys. Immutable: a picture of it at one revision. Its keys are not part
 * of it.
 */
public record Organization(
    OrganizationId id,
    Stamp created,
    OrganizationSettings settings,
    OrganizationCounters counters,
    Revision revision) {
  /** No part may be null. */
  public Organization {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(created, "created");
    Objects.requireNonNull(settings, "settings");
    Objects.requireNonNull(counters, "counters");
    Objects.requireNonNull(revision, "revision");
  }

  /** Its name. */
  public String name() {
    return settings.name();
  }

  /** The same organization with other settings. */
  public Organization with(OrganizationSettings newSettings) {
    return new Organization(id, created, newSettings, counters, revision);
  }

  /** The same organization with other counts. */
  public Organization with(OrganizationCounters newCounters) {
    return new Organization(id, created, settings, newCounters, revision);
  }

  /** The same organization at another revision. */
  public Organization at(Revision newRevision) {
    return new Organization(id, created, settings, counters, newRevision);
  }
}
