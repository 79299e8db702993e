package io.claviger.benchmarks.size;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.claviger.spi.OrganizationChange;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CensusTest {
  @Test
  void aMillionKeysHaveAPageThousand() {
    assertEquals(100_000, Census.FULL.organizations());
    assertEquals(100_009, Census.FULL.keysOfLargest());
    assertEquals(1_000, Census.FULL.lastFullPage());
    assertEquals(0, Census.FULL.organizationsWithoutKeys());
  }

  @Test
  void whatIsMadeIsWhatIsSaid() {
    Census census = Census.SMALL;
    List<OrganizationChange> changes = new ArrayList<>();
    new Population(census).make(changes::addAll);
    assertEquals(
        census.organizations() + census.organizationsWithoutKeys(),
        changes.stream().map(change -> change.organization().id()).distinct().count());
    assertEquals(
        census.keys(), changes.stream().mapToInt(change -> change.keys().created().size()).sum());
    assertEquals(
        census.keys(),
        changes.stream()
            .flatMap(change -> change.keys().created().stream())
            .map(stored -> stored.key().publicKey())
            .distinct()
            .count());
  }

  @Test
  void bothWaysHaveAsManyPieces() {
    assertEquals(List.of(5, 5), Population.parts(10, 10));
    assertEquals(List.of(2, 3, 3, 3), Population.parts(11, 3));
  }

  @Test
  void aNumberThatLeavesARestOrIsTooSmallIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Census(10_500));
    assertThrows(IllegalArgumentException.class, () -> new Census(9_000));
  }
}
