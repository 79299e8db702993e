package io.claviger.benchmarks.size;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.claviger.spi.OrganizationChange;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DatasetTest {
  @Test
  void aMillionKeysHaveAPageThousand() {
    assertEquals(100_000, Dataset.FULL.organizations());
    assertEquals(100_009, Dataset.FULL.keysOfLargest());
    assertEquals(1_000, Dataset.FULL.lastFullPage());
    assertEquals(0, Dataset.FULL.organizationsWithoutKeys());
  }

  @Test
  void whatIsMadeIsWhatIsSaid() {
    Dataset dataset = Dataset.SMALL;
    List<OrganizationChange> changes = new ArrayList<>();
    new DatasetGenerator(dataset).make(changes::addAll);
    assertEquals(
        dataset.organizations() + dataset.organizationsWithoutKeys(),
        changes.stream().map(change -> change.organization().id()).distinct().count());
    assertEquals(
        dataset.keys(), changes.stream().mapToInt(change -> change.keys().created().size()).sum());
    assertEquals(
        dataset.keys(),
        changes.stream()
            .flatMap(change -> change.keys().created().stream())
            .map(stored -> stored.key().publicKey())
            .distinct()
            .count());
  }

  @Test
  void bothWaysHaveAsManyPieces() {
    assertEquals(List.of(5, 5), DatasetGenerator.parts(10, 10));
    assertEquals(List.of(2, 3, 3, 3), DatasetGenerator.parts(11, 3));
  }

  @Test
  void aNumberThatLeavesARestOrIsTooSmallIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Dataset(10_500));
    assertThrows(IllegalArgumentException.class, () -> new Dataset(9_000));
  }
}
