package io.claviger.model;

import io.claviger.internal.text.Arguments;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An organization without its keys, as it was at one revision. Immutable. */
public final class Organization {
  private final OrganizationId id;
  private final Stamp created;
  private final OrganizationSettings settings;
  private final OrganizationCounters counters;
  private final Revision revision;

  private Organization(
      OrganizationId id,
      Stamp created,
      OrganizationSettings settings,
      OrganizationCounters counters,
      Revision revision) {
    Arguments.require(id, "id", created, "created", settings, "settings", counters, "counters");
    this.id = id;
    this.created = created;
    this.settings = settings;
    this.counters = counters;
    this.revision = Objects.requireNonNull(revision, "revision");
  }

  /**
   * Returns an organization of all these parts. This is for stores, and gets a parameter for each
   * new part.
   */
  public static Organization of(
      OrganizationId id,
      Stamp created,
      OrganizationSettings settings,
      OrganizationCounters counters,
      Revision revision) {
    return new Organization(id, created, settings, counters, revision);
  }

  /** Returns the id, which is never used again. */
  public OrganizationId id() {
    return id;
  }

  /** Returns when and by whom it was created. */
  public Stamp created() {
    return created;
  }

  /** Returns the parts that may change. */
  public OrganizationSettings settings() {
    return settings;
  }

  /** Returns how many keys and lasting owners it has. */
  public OrganizationCounters counters() {
    return counters;
  }

  /** Returns the revision at which it was so. */
  public Revision revision() {
    return revision;
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
  public Organization withRevision(Revision newRevision) {
    return new Organization(id, created, settings, counters, newRevision);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Organization that
        && id.equals(that.id)
        && created.equals(that.created)
        && settings.equals(that.settings)
        && counters.equals(that.counters)
        && revision.equals(that.revision);
  }

  @Override
  public int hashCode() {
    return Objects.hash(id, created, settings, counters, revision);
  }

  @Override
  public String toString() {
    return "Organization[id=%s, created=%s, settings=%s, counters=%s, revision=%s]"
        .formatted(id, created, settings, counters, revision);
  }
}
