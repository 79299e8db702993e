package io.claviger.store.memory;

import io.claviger.model.OrganizationId;
import io.claviger.spi.store.ChangeFeed;
import io.claviger.spi.store.OrganizationVersion;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * The last change of each organization, in the order of the changes. Thread-safe: one lock, under
 * which every change is published. It has one entry for each organization that ever existed.
 */
final class ChangedOrganizations implements ChangeFeed {
  private record Numbered(ChangedOrganizations of, long change) implements Position {}

  private final Function<OrganizationId, Optional<OrganizationVersion>> version;
  private final NavigableMap<Long, OrganizationId> organizations = new TreeMap<>();
  private final Map<OrganizationId, Long> lastChanges = new HashMap<>();
  private long newest;

  /**
   * @param version reads the published version of an organization, empty if it does not exist
   */
  ChangedOrganizations(Function<OrganizationId, Optional<OrganizationVersion>> version) {
    this.version = version;
  }

  /**
   * Publishes a change together with its number, so that no reader sees one without the other. If
   * it is refused, the organization is reported all the same, which is allowed.
   *
   * @param change takes no lock and calls no code of the caller; false if it is refused
   */
  synchronized boolean publish(OrganizationId organization, BooleanSupplier change) {
    newest++;
    Long before = lastChanges.put(organization, newest);
    if (before != null) {
      organizations.remove(before);
    }
    organizations.put(newest, organization);
    return change.getAsBoolean();
  }

  @Override
  public synchronized Position now() {
    return new Numbered(this, newest);
  }

  @Override
  public synchronized Optional<Changes> since(Position position) {
    Objects.requireNonNull(position, "position");
    if (!(position instanceof Numbered last) || last.of() != this) {
      return Optional.empty();
    }
    Map<OrganizationId, Optional<OrganizationVersion>> versions = new HashMap<>();
    for (OrganizationId changed : organizations.tailMap(last.change(), false).values()) {
      versions.put(changed, version.apply(changed));
    }
    return Optional.of(new Changes(now(), versions, 0));
  }
}
