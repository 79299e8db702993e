package io.claviger.model;

import io.claviger.internal.text.Arguments;
import java.util.Objects;

/** An organization without its keys, as it was at one revision. Immutable. */
public record Organization(
    OrganizationId id,
    Stamp created,
    OrganizationSettings settings,
    OrganizationCounters counters,
    Revision revision) {
  /** Checks that no part is null. */
  public Organization {
    Arguments.require(id, "id", created, "created", settings, "settings", counters, "counters");
    Objects.requireNonNull(revision, "revision");
  }

  /** Returns the name of the organization. */
  public String name() {
    return settings.name();
  }

  /** Returns the same organization with other settings. */
  public Organization with(OrganizationSettings newSettings) {
    return new Organization(id, created, newSettings, counters, revision);
  }

  /** Returns the same organization with other counters. */
  public Organization with(OrganizationCounters newCounters) {
    return new Organization(id, created, settings, newCounters, revision);
  }

  /** Returns the same organization at another revision. */
  public Organization at(Revision newRevision) {
    return new Organization(id, created, settings, counters, newRevision);
  }
}
