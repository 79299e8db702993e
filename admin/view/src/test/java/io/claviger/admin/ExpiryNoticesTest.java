package io.claviger.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;

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

/** A key that is about to expire is told once for each threshold, on one node. */
final class ExpiryNoticesTest {
  private static final Instant START = Instant.parse("2026-11-24T12:00:00Z");
  private static final Caller.Application APPLICATION = new Caller.Application("operator");

  private final SettableClock clock = new SettableClock(START);
  private final Claviger claviger =
      Claviger.builder(new InMemoryApiKeyStore()).clock(clock).build();
  private final List<Long> told = new ArrayList<>();
  private final ExpiryNotices oneNode = notices();
  private final ExpiryNotices otherNode = notices();
  private final OrganizationId acme =
      claviger
          .actingAs(APPLICATION)
          .createOrganization(NewOrganization.named("Acme"))
          .organization()
          .id();

  private ExpiryNotices notices() {
    return new ExpiryNotices(
        Operator.of(claviger, "operator"), (key, threshold) -> told.add(threshold.toDays()));
  }

  private IssuedApiKey expiring(Duration in) {
    return claviger
        .actingAs(APPLICATION)
        .create(acme, NewApiKey.of("export", Role.ORG_MEMBER).withExpiry(START.plus(in)));
  }

  @Test
  void eachThresholdIsToldOnce() {
    expiring(Duration.ofDays(40));
    for (int day = 0; day < 45; day++) {
      oneNode.run();
      otherNode.run();
      clock.advance(Duration.ofDays(1));
    }
    assertEquals(List.of(30L, 7L, 1L), told);
  }

  @Test
  void ofSeveralPassedThresholdsTheLastIsTold() {
    expiring(Duration.ofHours(3));
    assertEquals(1, oneNode.run());
    assertEquals(0, otherNode.run());
    assertEquals(List.of(1L), told);
  }

  @Test
  void aNewExpiryIsToldAgain() {
    IssuedApiKey key = expiring(Duration.ofDays(5));
    oneNode.run();
    claviger
        .actingAs(APPLICATION)
        .update(
            acme,
            key.apiKey().id(),
            ApiKeyPatch.nothing().expireAt(START.plus(Duration.ofDays(6))));
    oneNode.run();
    assertEquals(List.of(7L, 7L), told);
  }

  @Test
  void aDisabledKeyIsNotTold() {
    IssuedApiKey key = expiring(Duration.ofDays(5));
    claviger.actingAs(APPLICATION).update(acme, key.apiKey().id(), ApiKeyPatch.nothing().disable());
    assertEquals(0, oneNode.run());
  }
}
