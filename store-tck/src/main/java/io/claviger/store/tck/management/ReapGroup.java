package io.claviger.store.tck.management;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.ApiKeys;
import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.AuditEvent;
import io.claviger.model.DeletedExpired;
import io.claviger.model.EventType;
import io.claviger.model.GracePeriod;
import io.claviger.model.NewApiKey;
import io.claviger.model.OrganizationId;
import io.claviger.model.Role;
import io.claviger.store.tck.StoreUnderTest;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What has expired is swept out when somebody says so. */
public abstract class ReapGroup extends ManagementGroup {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final int MANY = 120;

  /** On that store. */
  protected ReapGroup(Supplier<StoreUnderTest> opened) {
    super(opened);
  }

  @Test
  void whatExpiredIsReportedAndGone() {
    World world = world();
    Cast cast = world.newCast();
    ApiKeys host = world.asHost();
    Instant end = World.START.plus(HOUR);
    ApiKey expiring =
        host.create(cast.id(), NewApiKey.of("short", Role.ORG_MEMBER).withExpiry(end)).apiKey();
    host.rotate(cast.id(), cast.targetId(), GracePeriod.until(end));
    world.advance(HOUR);

    assertEquals(
        new DeletedExpired(List.of(), List.of()),
        host.deleteExpired(cast.id(), end.minusNanos(1000)));
    Picture before = cast.picture();
    DeletedExpired report = host.deleteExpired(cast.id(), end);

    assertEquals(new DeletedExpired(List.of(expiring), List.of(cast.target().secretId())), report);
    assertEquals(
        List.of(EventType.API_KEY_DELETED, EventType.API_KEY_SECRET_DELETED),
        cast.picture().eventsSince(before).stream().map(AuditEvent::type).toList());
    assertEquals(1, host.get(cast.id(), cast.targetId()).secrets().size());
    assertEquals(
        new DeletedExpired(List.of(), List.of()),
        host.deleteExpired(cast.id(), end),
        "nothing is left");
  }

  @Test
  void moreThanAPageIsReaped() {
    World world = world();
    OrganizationId id = world.newOrganization().organization().id();
    Set<ApiKeyId> expiring = new HashSet<>();
    for (int i = 0; i < MANY; i++) {
      NewApiKey request = NewApiKey.of("short", Role.ORG_MEMBER);
      expiring.add(
          world.asHost().create(id, request.withExpiry(World.START.plus(HOUR))).apiKey().id());
    }
    world.advance(HOUR);

    DeletedExpired report = world.asHost().deleteExpired(id, world.now());

    Set<ApiKeyId> reaped = new HashSet<>();
    report.keys().forEach(key -> reaped.add(key.id()));
    assertEquals(expiring, reaped);
    assertEquals(1, world.picture(id).listed().size());
    assertEquals(1, world.asHost().getOrganization(id).counters().apiKeys());
  }
}
