package io.claviger.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.claviger.ApiKeys;
import io.claviger.Claviger;
import io.claviger.access.Caller;
import io.claviger.model.ApiKeyPatch;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.NewApiKey;
import io.claviger.model.NewOrganization;
import io.claviger.model.OrganizationId;
import io.claviger.model.Role;
import io.claviger.store.memory.InMemoryApiKeyStore;
import io.claviger.test.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A listener that remembers how far it came gets each key that has expired. */
final class ExpiredKeysTest {
  private static final Instant START = Instant.parse("2026-11-24T12:00:00Z");

  private final SettableClock clock = new SettableClock(START);
  private final Claviger claviger =
      Claviger.builder(new InMemoryApiKeyStore()).clock(clock).build();
  private final Operator operator = Operator.of(claviger, "operator");
  private final ApiKeys keys = claviger.actingAs(Caller.application("test"));
  private final OrganizationId acme =
      keys.createOrganization(NewOrganization.named("Acme")).organization().id();
  private final List<String> told = new ArrayList<>();
  private Instant since = START;

  private IssuedApiKey expiring(String description, Duration in) {
    return keys.create(acme, NewApiKey.of(description, Role.ORG_MEMBER).withExpiry(START.plus(in)));
  }

  private void run() {
    since = operator.forEachExpired(since, key -> told.add(key.description()));
  }

  @Test
  void eachKeyIsToldOnceAMinuteAfterItsExpiry() {
    expiring("a minute", Duration.ofMinutes(1));
    expiring("almost two", Duration.ofMinutes(2).minusNanos(1000));
    expiring("two", Duration.ofMinutes(2));
    IssuedApiKey disabled = expiring("disabled", Duration.ofMinutes(3));
    keys.update(acme, disabled.apiKey().id(), ApiKeyPatch.nothing().disable());
    expiring("later", Duration.ofMinutes(9));
    List<Integer> counts = new ArrayList<>();
    for (int minute = 0; minute < 6; minute++) {
      run();
      counts.add(told.size());
      clock.advance(Duration.ofMinutes(1));
    }
    assertEquals(List.of(0, 0, 0, 2, 3, 4), counts);
    assertEquals(List.of("two", "disabled"), told.subList(2, 4));
  }

  @Test
  void aCrashOfTheListenerLosesNoKey() {
    List<String> expired = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      expired.add(expiring("key " + i, Duration.ofMinutes(i + 1)).apiKey().description());
    }
    clock.advance(Duration.ofHours(1));
    for (int crash = 0; crash < expired.size(); crash++) {
      told.clear();
      int last = crash;
      assertThrows(IllegalStateException.class, () -> crashAfter(last));
      assertEquals(START, since);
    }
    told.clear();
    run();
    assertEquals(expired, told.stream().sorted().toList());
    run();
    assertEquals(5, told.size());
  }

  private void crashAfter(int calls) {
    since =
        operator.forEachExpired(
            since,
            key -> {
              if (told.size() == calls) {
                throw new IllegalStateException("crash");
              }
              told.add(key.description());
            });
  }
}
