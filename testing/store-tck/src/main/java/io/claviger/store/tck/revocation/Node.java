package io.claviger.store.tck.revocation;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.ApiKeys;
import io.claviger.Claviger;
import io.claviger.access.AccessCheck;
import io.claviger.access.AccessRequest;
import io.claviger.access.AccessResult;
import io.claviger.access.Authorizer;
import io.claviger.access.Caller;
import io.claviger.access.Credential;
import io.claviger.model.AccessToken;
import io.claviger.model.IpAddress;
import io.claviger.model.OrganizationId;
import io.claviger.model.Permission;
import io.claviger.model.RevokedToken;
import io.claviger.model.Role;
import io.claviger.model.RoleGrants;
import io.claviger.spi.store.ApiKeyStore;
import io.claviger.spi.store.RevokedTokens;
import io.claviger.spi.store.RevokedTokens.Bounds;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;

/** A process that uses the library. */
final class Node {
  static final IpAddress HOME = IpAddress.parse("203.0.113.7");
  static final Role READER = new Role("ORG_READ_ONLY");

  private static final Duration OFTEN = Duration.ofMillis(50);
  private static final Bounds NO_BOUNDS = new Bounds(Integer.MAX_VALUE, Integer.MAX_VALUE);
  private static final Permission READ = new Permission("reports.read");

  private final int number;
  private final ApiKeyStore store;
  private final UnsteadyStore connection;
  private final InstantSource clock;
  private final Optional<RevokedTokens> revokedTokens;
  private final Claviger claviger;
  private final AccessCheck check;

  Node(int number, ApiKeyStore cache, UnsteadyStore connection, CacheTime time) {
    this.number = number;
    this.store = cache;
    this.connection = connection;
    this.clock = time.clock();
    this.revokedTokens = cache.extensions().revokedTokens();
    this.claviger = claviger(cache, time.clock(), time.background());
    this.check = claviger.accessCheck(new Authorizer(RoleGrants.none().grant(READER, READ)));
  }

  private static Claviger claviger(
      ApiKeyStore store, InstantSource clock, ScheduledExecutorService background) {
    return Claviger.builder(store)
        .clock(clock)
        .background(background)
        .usageFlush(OFTEN, 100)
        .build();
  }

  int number() {
    return number;
  }

  ApiKeyStore store() {
    return store;
  }

  UnsteadyStore connection() {
    return connection;
  }

  Claviger claviger() {
    return claviger;
  }

  ApiKeys asApplication() {
    return claviger.actingAs(Caller.application("operator"));
  }

  AccessResult request(OrganizationId organization, Credential credential) {
    return check.check(credential, AccessRequest.of(organization, READ, HOME));
  }

  /** Returns whether the key and its token are granted the request; empty if unavailable. */
  Optional<Boolean> admits(OrganizationId organization, Subject.TimedCredential credential) {
    boolean granted = true;
    for (Credential each : List.of(credential.pair(), credential.proof())) {
      AccessResult result = request(organization, each);
      if (result instanceof AccessResult.Unavailable) {
        return Optional.empty();
      }
      granted &= result instanceof AccessResult.Granted;
    }
    return Optional.of(granted);
  }

  boolean endsTokens() {
    return revokedTokens.isPresent();
  }

  void end(OrganizationId organization, AccessToken token) {
    RevokedToken ended =
        new RevokedToken(
            organization, token.apiKey(), token.id(), clock.instant(), token.expiresAt());
    assertTrue(revokedTokens.orElseThrow().revoke(ended, NO_BOUNDS));
  }
}
