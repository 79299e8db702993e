package io.claviger.store.tck.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.ApiKeys;
import io.claviger.Claviger;
import io.claviger.access.Caller;
import io.claviger.model.ApiKeyId;
import io.claviger.model.DeletedExpired;
import io.claviger.model.NewApiKey;
import io.claviger.model.NewOrganization;
import io.claviger.model.OrganizationId;
import io.claviger.model.Role;
import io.claviger.store.memory.InMemoryApiKeyStore;
import io.claviger.store.tck.Samples;
import io.claviger.test.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Expired keys are deleted even if they are more than one page. */
class DeleteManyExpiredTest {
  private static final int MANY = 120;
  private static final Duration HOUR = Duration.ofHours(1);

  @Test
  void allExpiredKeysAreDeleted() {
    Instant start = new Samples().instant();
    SettableClock clock = new SettableClock(start);
    ApiKeys application =
        Claviger.builder(new InMemoryApiKeyStore())
            .clock(clock)
            .build()
            .actingAs(Caller.application("test"));
    OrganizationId id =
        application.createOrganization(NewOrganization.named("Acme")).organization().id();
    Set<ApiKeyId> expiring = new HashSet<>();
    for (int i = 0; i < MANY; i++) {
      NewApiKey request = NewApiKey.of("short", Role.ORG_MEMBER).withExpiry(start.plus(HOUR));
      expiring.add(application.create(id, request).apiKey().id());
    }
    clock.advance(HOUR);

    DeletedExpired report = application.deleteExpired(id, clock.instant());

    Set<ApiKeyId> deleted = new HashSet<>();
    report.keys().forEach(key -> deleted.add(key.id()));
    assertEquals(expiring, deleted);
    assertEquals(1, application.getOrganization(id).counters().apiKeys());
  }
}
