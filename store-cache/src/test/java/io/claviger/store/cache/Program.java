package io.claviger.store.cache;

import io.claviger.ApiKeys;
import io.claviger.Claviger;
import io.claviger.access.AccessCheck;
import io.claviger.access.AccessRequest;
import io.claviger.access.AccessResult;
import io.claviger.access.Authorizer;
import io.claviger.access.Caller;
import io.claviger.access.Credential;
import io.claviger.model.IpAddress;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.NewApiKey;
import io.claviger.model.NewOrganization;
import io.claviger.model.OrganizationId;
import io.claviger.model.Permission;
import io.claviger.model.Role;
import io.claviger.model.RoleGrants;
import io.claviger.spi.store.ApiKeyStore;
import java.time.Duration;

/** The whole library over a store, with the clocks of a fixture. */
final class Program {
  private static final Permission READ = new Permission("read");

  private final CacheFixture fixture;
  private final Claviger claviger;
  private final ApiKeys management;
  private final AccessCheck check;

  Program(CacheFixture fixture, ApiKeyStore store) {
    this.fixture = fixture;
    this.claviger =
        Claviger.builder(store)
            .clock(fixture.wall)
            .ticker(fixture.ticker)
            .background(fixture.background)
            .build();
    this.management = claviger.actingAs(Caller.application("test"));
    this.check =
        claviger.accessCheck(new Authorizer(RoleGrants.none().grant(Role.ORG_MEMBER, READ)));
  }

  Claviger claviger() {
    return claviger;
  }

  OrganizationId newOrganization() {
    return management.createOrganization(NewOrganization.named("Acme")).organization().id();
  }

  /** Creates a key that may read for a day. */
  IssuedApiKey issue(OrganizationId organization) {
    NewApiKey member = NewApiKey.of("nightly export", Role.ORG_MEMBER);
    return management.create(
        organization, member.withExpiry(fixture.wall.instant().plus(Duration.ofDays(1))));
  }

  void revoke(IssuedApiKey key) {
    management.revoke(key.apiKey().organization(), key.apiKey().id());
  }

  /** Checks whether the key may read. */
  AccessResult check(IssuedApiKey key) {
    return check.check(
        Credential.pair(key.apiKey().publicKey(), key.privateKey()),
        AccessRequest.of(key.apiKey().organization(), READ, IpAddress.parse("198.51.100.7")));
  }
}
