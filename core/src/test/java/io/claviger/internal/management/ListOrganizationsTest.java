package io.claviger.internal.management;

import static io.claviger.internal.management.Fixture.calling;
import static io.claviger.model.Samples.owner;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.ApiKeys;
import io.claviger.Claviger;
import io.claviger.access.Caller;
import io.claviger.model.ApiKey;
import io.claviger.model.ErrorCode;
import io.claviger.model.OrganizationQuery;
import io.claviger.model.Refusal;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListOrganizationsTest {
  private static final OrganizationQuery FIRST = OrganizationQuery.first(10);

  private final ApiKey ownerKey = owner(1);
  private final Fixture fixture = Fixture.with(ownerKey);

  private ApiKeys acting(Caller caller) {
    return Claviger.of(ScriptedStore.holding(fixture.facts())).actingAs(caller);
  }

  @Test
  void theApplicationGetsThem() {
    assertEquals(
        List.of(fixture.organization()),
        acting(Fixture.APPLICATION).listOrganizations(FIRST).items());
  }

  /** Whose organizations there are is nobody else's business. */
  @Test
  void anybodyElseIsRefused() {
    for (Caller caller : List.of(Fixture.OWNER, Fixture.STRANGER, calling(ownerKey))) {
      Refusal.expect(
          ErrorCode.NOT_ALLOWED, List.of(), () -> acting(caller).listOrganizations(FIRST));
    }
  }
}
