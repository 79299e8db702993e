package io.claviger.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.access.AccessRequest;
import io.claviger.access.AccessResult;
import io.claviger.access.Authenticated;
import io.claviger.access.Credential;
import io.claviger.model.AccessToken;
import io.claviger.model.ApiKey;
import io.claviger.model.CidrBlock;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.Labels;
import io.claviger.model.ManagementPolicy;
import io.claviger.model.NewApiKey;
import io.claviger.model.Permission;
import io.claviger.model.ProjectId;
import io.claviger.model.Role;
import io.claviger.model.RoleAssignment;
import io.claviger.model.RoleGrants;
import io.claviger.model.Roles;
import io.claviger.model.StoreException;
import io.claviger.model.TokenFormat;
import io.claviger.store.memory.InMemoryApiKeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class TestKeysTest {
  private static final Role READER = new Role("ORG_READ_ONLY");
  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

  @Test
  void aKeyIsAuthenticatedAsItWasAskedFor() {
    ProjectId web = new ProjectId("507f1f77bcf86cd799439011");
    Role developer = new Role("PROJECT_READ_ONLY");
    Labels labels = Labels.of(Map.of("team", "web"));
    CidrBlock office = CidrBlock.parse("203.0.113.0/24");
    Instant end = Instant.parse("2999-01-01T00:00:00Z");
    try (TestKeys keys = TestKeys.open()) {
      Authenticated found =
          keys.authenticated(
              NewApiKey.of("build", READER)
                  .withProjectRole(web, developer)
                  .withLabels(labels)
                  .withWhitelist(office)
                  .withExpiry(end));

      assertEquals("build", found.description());
      assertEquals(keys.organization(), found.organization());
      assertEquals(
          Set.of(RoleAssignment.onOrganization(READER), RoleAssignment.onProject(developer, web)),
          found.roles());
      assertEquals(labels, found.labels());
      assertTrue(found.whitelist().entry(office).isPresent());
      assertEquals(Optional.of(end), found.expiresAt());
    }
  }

  @Test
  void eachCallCreatesAKeyOfTheSameOrganization() {
    try (TestKeys keys = TestKeys.open()) {
      Authenticated reader = keys.authenticated(READER);
      Authenticated owner = keys.authenticated(Role.ORG_OWNER);

      assertTrue(reader.holds(READER));
      assertTrue(owner.holds(Role.ORG_OWNER));
      assertNotEquals(reader.id(), owner.id());
      assertEquals(reader.organization(), owner.organization());
    }
  }

  @Test
  void optionsSetTheRolesAndTheTokensOfTheApplication() {
    Role clerk = new Role("invoices:clerk");
    Roles roles = Roles.builtIn().withOrganizationRoles(clerk);
    try (TestKeys keys =
        TestKeys.open(
            new InMemoryApiKeyStore(),
            options ->
                options
                    .policy(ManagementPolicy.standard().withRoles(roles))
                    .tokens(TokenFormat.of("acme")))) {
      IssuedApiKey key = keys.create(NewApiKey.of("clerk", clerk));

      Credential sent = Credential.token(key.privateKey().reveal());
      Authenticated found =
          assertInstanceOf(Authenticated.class, keys.claviger().authenticator().authenticate(sent));
      assertEquals(key.apiKey().id(), found.id());
      assertEquals(found.roles(), keys.authenticate(key).roles());
    }
  }

  @Test
  void aRejectedKeyIsNoAuthenticatedOne() {
    SettableClock clock = new SettableClock(NOON);
    try (TestKeys keys =
        TestKeys.open(new InMemoryApiKeyStore(), options -> options.clock(clock))) {
      Duration hour = Duration.ofHours(1);
      IssuedApiKey key =
          keys.create(NewApiKey.of("short", READER).withExpiry(clock.instant().plus(hour)));
      clock.advance(hour);

      IllegalStateException rejected =
          assertThrows(IllegalStateException.class, () -> keys.authenticate(key));
      assertEquals(
          "the key " + key.apiKey().id() + " is not accepted: Rejected[reason=EXPIRED]",
          rejected.getMessage());
    }
  }

  @Test
  void nullIsRefusedWithTheNameOfTheParameter() {
    InMemoryApiKeyStore store = new InMemoryApiKeyStore();
    try (TestKeys keys = TestKeys.open()) {
      assertEquals("options", nullIn(() -> TestKeys.open(store, null)));
      assertEquals("key", nullIn(() -> keys.authenticate(null)));
    }
  }

  private static String nullIn(Executable call) {
    return assertThrows(NullPointerException.class, call).getMessage();
  }

  @Test
  void aFaultyStoreFailsRequests() {
    FaultyApiKeyStore store = new FaultyApiKeyStore(new InMemoryApiKeyStore());
    try (TestKeys keys = TestKeys.open(store, options -> {})) {
      IssuedApiKey key = keys.create(NewApiKey.of("reader", READER));
      store.fail(FaultyApiKeyStore.Call.FIND_BY_PUBLIC_KEY, 1, StoreException.Kind.UNREACHABLE);

      assertThrows(StoreException.class, () -> keys.authenticate(key));
      assertEquals(key.apiKey().id(), keys.authenticate(key).id());
    }
  }

  @Test
  void usesAreWrittenWhenItClosesAndNoThreadStarts() {
    InMemoryApiKeyStore store = new InMemoryApiKeyStore();
    Permission read = new Permission("invoices.read");
    ApiKey reader;
    try (TestKeys keys = TestKeys.open(store, options -> {})) {
      IssuedApiKey issued = keys.create(NewApiKey.of("reader", READER));
      reader = issued.apiKey();
      Credential credential = Credential.pair(reader.publicKey(), issued.privateKey());
      AccessRequest request = AccessRequest.of(keys.organization(), read, "203.0.113.7");
      RoleGrants grants = RoleGrants.none().grant(READER, read);
      assertInstanceOf(
          AccessResult.Granted.class,
          keys.claviger().accessCheck(grants).check(credential, request));
      assertFalse(
          Thread.getAllStackTraces().keySet().stream()
              .anyMatch(thread -> thread.getName().startsWith("claviger")));
    }

    assertEquals(
        1, store.usage(reader.organization(), Set.of(reader.id())).get(reader.id()).key().count());
  }

  @Test
  void anAccessTokenMayHaveFewerRoles() {
    RoleAssignment reader = RoleAssignment.onOrganization(READER);
    try (TestKeys keys = TestKeys.open()) {
      IssuedApiKey key = keys.create(NewApiKey.of("owner", Role.ORG_OWNER));
      Authenticated whole = keys.authenticateByToken(key);
      assertEquals(key.apiKey().roles(), whole.roles());
      assertFalse(whole.isDownscoped());
      assertEquals(whole.accessToken().map(AccessToken::expiresAt), whole.expiresAt());
      Authenticated downscoped = keys.authenticateByToken(key, reader);
      assertEquals(Set.of(reader), downscoped.roles());
      assertTrue(downscoped.isDownscoped());
    }
  }
}
