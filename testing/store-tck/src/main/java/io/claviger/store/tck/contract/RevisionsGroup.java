package io.claviger.store.tck.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.model.Organization;
import io.claviger.model.OrganizationId;
import io.claviger.spi.store.KeyChanges;
import io.claviger.spi.store.OrganizationVersion;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Caches read the current revisions of many organizations. */
abstract class RevisionsGroup extends ContractGroup {
  private static final int MANY = 300;

  @Test
  void areToldForEachOrganizationThatWasAskedFor() {
    Organization first = commit(samples.creation(samples.organization()));
    Organization second = commit(samples.creation(samples.organization()));
    commit(samples.creation(samples.organization()));

    assertEquals(
        Map.of(
            first.id(),
            OrganizationVersion.of(first.revision()),
            second.id(),
            OrganizationVersion.of(second.revision())),
        store().revisions(Set.of(first.id(), second.id())));
  }

  @Test
  void areAbsentForOrganizationsThatDoNotExist() {
    Organization existing = commit(samples.creation(samples.organization()));

    assertEquals(
        Map.of(existing.id(), OrganizationVersion.of(existing.revision())),
        store().revisions(Set.of(samples.organization().id(), existing.id())));
  }

  @Test
  void areAbsentForDeletedOrganizations() {
    Organization organization = commit(samples.creation(samples.organization()));
    commit(samples.deletion(organization));

    assertEquals(Map.of(), store().revisions(Set.of(organization.id())));
  }

  @Test
  void moveWithEachChange() {
    Organization organization = commit(samples.creation(samples.organization()));
    Organization moved = commit(samples.update(organization, KeyChanges.none()));

    assertEquals(
        Map.of(organization.id(), OrganizationVersion.of(moved.revision())),
        store().revisions(Set.of(organization.id())));
  }

  @Test
  void areNoneForNone() {
    commit(samples.creation(samples.organization()));

    assertEquals(Map.of(), store().revisions(Set.of()));
  }

  @Test
  void areToldForManyAtOnce() {
    Set<OrganizationId> asked = new HashSet<>();
    Map<OrganizationId, OrganizationVersion> expected = new HashMap<>();
    for (int i = 0; i < MANY; i++) {
      Organization organization = samples.organization();
      asked.add(organization.id());
      if (i % 10 == 0) {
        commit(samples.creation(organization));
        expected.put(organization.id(), OrganizationVersion.of(organization.revision()));
      }
    }

    assertEquals(expected, store().revisions(asked));
  }
}
