package io.claviger.store.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.claviger.model.OrganizationId;
import io.claviger.spi.store.ChangeFeed.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChangedOrganizationsTest {
  private final OrganizationId acme = new OrganizationId("acme");
  private final OrganizationId globex = new OrganizationId("globex");
  private final List<OrganizationId> read = new ArrayList<>();
  private final ChangedOrganizations changed =
      new ChangedOrganizations(
          id -> {
            read.add(id);
            return Optional.empty();
          });

  @Test
  void keepsOneEntryForEachOrganization() {
    Position start = changed.now();
    for (OrganizationId each : List.of(acme, globex, acme, acme)) {
      changed.publish(each, () -> true);
    }

    assertEquals(
        Map.of(acme, Optional.empty(), globex, Optional.empty()),
        changed.since(start).orElseThrow().versions());
    assertEquals(List.of(globex, acme), read, "in the order of their last changes");
  }

  @Test
  void cannotTellSinceAPositionOfAnotherStore() {
    Position other = new ChangedOrganizations(id -> Optional.empty()).now();

    assertEquals(Optional.empty(), changed.since(other));
  }

  @Test
  void nullIsRefused() {
    NullPointerException refused =
        assertThrows(NullPointerException.class, () -> changed.since(null));

    assertEquals("position", refused.getMessage());
  }
}
