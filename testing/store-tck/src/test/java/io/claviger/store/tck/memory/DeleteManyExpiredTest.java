package io.claviger.store.tck.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.ApiKeys;
import io.claviger.Claviger;
import io.claviger.access.Caller;
import io.claviger.model.AccessTokenId;
import io.claviger.model.ApiKeyId;
import io.claviger.model.DeletedExpired;
import io.claviger.model.NewApiKey;
import io.claviger.model.NewOrganization;
import io.claviger.model.OrganizationId;
import io.claviger.model.RevokedToken;
import io.claviger.model.Role;
import io.claviger.spi.store.RevokedTokens;
import io.claviger.store.memory.InMemoryApiKeyStore;
import io.claviger.store.tck.Samples;
import io.claviger.test.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Everything that has expired is deleted, even if it is more than one page. */
class DeleteManyExpiredTest {
  private static final int MANY = 120;
  private static final Duration HOUR = Duration.ofHours(1);
  private static final ApiKeyId KEY = new ApiKeyId("a".repeat(24));
  private static final Duration YEAR = Duration.ofDays(365);

  private final Instant start = new Samples().instant();
  private final SettableClock clock = new SettableClock(start);
  private final InMemoryApiKeyStore store = new InMemoryApiKeyStore();
  private final Claviger claviger = Claviger.builder(store).clock(clock).build();
  private final ApiKeys application = claviger.actingAs(Caller.application("test"));
  private final OrganizationId acme = createOrganization();

  @AfterEach
  void close() {
    claviger.close();
  }

  private OrganizationId createOrganization() {
    return application.createOrganization(NewOrganization.named("Acme")).organization().id();
  }

  @Test
  void allExpiredKeysAreDeleted() {
    Set<ApiKeyId> expiring = new HashSet<>();
    for (int i = 0; i < MANY; i++) {
      NewApiKey request = NewApiKey.of("short", Role.ORG_MEMBER).withExpiry(start.plus(HOUR));
      expiring.add(application.create(acme, request).apiKey().id());
    }
    clock.advance(HOUR);

    DeletedExpired report = application.deleteExpired(acme, clock.instant());

    Set<ApiKeyId> deleted = new HashSet<>();
    report.keys().forEach(key -> deleted.add(key.id()));
    assertEquals(expiring, deleted);
    assertEquals(1, application.getOrganization(acme).counters().apiKeys());
  }

  /** Another node, whose clock is slow, or right, may still be asked for a token. */
  @Test
  void revokedTokensAreDeleted25HoursAfterTheirExpiry() {
    OrganizationId other = createOrganization();
    for (int i = 0; i < MANY; i++) {
      end(i % 2 == 0 ? acme : other, i, HOUR);
    }
    end(acme, MANY, HOUR.plusSeconds(1));

    clock.advance(HOUR.multipliedBy(26));
    assertEquals(0, deletedTokens(start.plus(YEAR)), "25 hours ago, none had expired yet");
    clock.advance(Duration.ofSeconds(1));
    assertEquals(0, deletedTokens(start.plus(HOUR)), "none had expired before that instant");
    assertEquals(0, deletedTokens(Instant.MIN));
    assertEquals(MANY, deletedTokens(start.plus(YEAR)));
    assertEquals(1, application.revokedTokens(acme, KEY).size());
    assertEquals(List.of(), application.revokedTokens(other, KEY));
  }

  /** A store deletes those of all organizations together. */
  @Test
  void anOwnerDeletesNoRevokedTokens() {
    end(acme, 1, HOUR);
    clock.advance(YEAR);
    ApiKeys owner = claviger.actingAs(Caller.user("olga", acme, Role.ORG_OWNER));
    assertEquals(0, owner.deleteExpired(acme, clock.instant()).revokedTokens());
    assertEquals(1, application.revokedTokens(acme, KEY).size());
  }

  private int deletedTokens(Instant expiredBy) {
    return application.deleteExpired(acme, expiredBy).revokedTokens();
  }

  private void end(OrganizationId organization, int number, Duration life) {
    AccessTokenId id = new AccessTokenId(String.format("%024x", number));
    RevokedToken token = new RevokedToken(organization, KEY, id, start, start.plus(life));
    assertTrue(
        store
            .extensions()
            .revokedTokens()
            .orElseThrow()
            .revoke(token, RevokedTokens.Bounds.none()));
  }
}
