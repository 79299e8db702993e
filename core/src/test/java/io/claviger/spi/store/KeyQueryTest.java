package io.claviger.spi.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.model.KeyFilter;
import io.claviger.model.OrganizationId;
import io.claviger.model.PageQuery;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class KeyQueryTest {
  /** As a clock may give it; a store need not be able to tell more. */
  @Test
  void nowIsATimeThatEveryStoreCanTell() {
    Instant last = Instant.parse("9999-12-31T23:59:59.999999Z");
    assertEquals(Instant.parse("0001-01-01T00:00:00Z"), now(Instant.MIN));
    assertEquals(last, now(Instant.MAX));
    assertEquals(last, now(last));
    assertEquals(Instant.EPOCH.plusNanos(1_000), now(Instant.EPOCH.plusNanos(1_999)));
  }

  private static Instant now(Instant given) {
    PageQuery page = PageQuery.first(10);
    return new KeyQuery(new OrganizationId("acme"), KeyFilter.all(), given, page).now();
  }
}
