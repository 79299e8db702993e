package io.claviger.benchmarks.size;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.claviger.model.Organization;
import io.claviger.spi.store.OrganizationChange;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DatasetTest {
  @Test
  void theFirstOrganizationHasATenthOfAllKeys() {
    List<OrganizationChange> changes = new ArrayList<>();
    new Dataset(120_000).make(changes::addAll);

    List<Organization> largest =
        changes.subList(0, 2).stream().map(OrganizationChange::organization).toList();
    assertEquals(largest.get(0).id(), largest.get(1).id());
    assertEquals(12_000, largest.get(1).counters().apiKeys());
    assertEquals(120, new Dataset(120_000).pages());
    assertEquals(120_000, keys(changes));
    assertEquals(12_001, organizations(changes));
  }

  @Test
  void theSmallOneHasEnoughOrganizations() {
    List<OrganizationChange> changes = new ArrayList<>();
    Dataset.SMALL.make(changes::addAll);

    assertEquals(10_000, keys(changes));
    assertEquals(Dataset.FEWEST_ORGANIZATIONS + 1, organizations(changes));
    assertEquals(
        10_000,
        changes.stream()
            .flatMap(change -> change.keys().created().stream())
            .map(stored -> stored.key().publicKey())
            .distinct()
            .count());
  }

  @Test
  void aNumberThatLeavesARestOrIsTooSmallIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Dataset(15_000));
    assertThrows(IllegalArgumentException.class, () -> new Dataset(0));
  }

  private static int keys(List<OrganizationChange> changes) {
    return changes.stream().mapToInt(change -> change.keys().created().size()).sum();
  }

  private static long organizations(List<OrganizationChange> changes) {
    return changes.stream().map(change -> change.organization().id()).distinct().count();
  }
}
