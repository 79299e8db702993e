package io.claviger.store.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.ApiKeys;
import io.claviger.Claviger;
import io.claviger.access.Caller;
import io.claviger.model.ApiKey;
import io.claviger.model.IpAddress;
import io.claviger.model.NewOrganization;
import io.claviger.model.Usage;
import io.claviger.spi.store.UsageCount;
import io.claviger.spi.store.UsageStore;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class UsageCountsTest {
  private final ApiKeys application =
      Claviger.of(new InMemoryApiKeyStore()).actingAs(Caller.application("test"));
  private final ApiKey key =
      application.createOrganization(NewOrganization.named("Acme")).firstKey().apiKey();
  private final UsageCount count =
      new UsageCount(
          new UsageStore.Subject(
              key.organization(), key.id(), key.secrets().get(0).id(), Optional.empty()),
          Usage.once(
              new Usage.Last(
                  Instant.parse("2026-11-24T12:00:00Z"), IpAddress.parse("203.0.113.7"))));

  @Test
  void aCountThatComesTooLateLeavesNothing() {
    UsageCounts counts = new UsageCounts();
    counts.add(count, counted -> true);
    assertEquals(count.usage(), counts.of(key).key());

    counts.add(count, counted -> false);

    assertEquals(new UsageCounts().of(key), counts.of(key));
  }
}
