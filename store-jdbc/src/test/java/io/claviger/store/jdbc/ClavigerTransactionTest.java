package io.claviger.store.jdbc;

import static io.claviger.store.jdbc.Checks.migrated;
import static io.claviger.store.jdbc.Checks.transaction;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.ApiKeys;
import io.claviger.Claviger;
import io.claviger.ClavigerTransaction;
import io.claviger.Peppers;
import io.claviger.access.Authenticated;
import io.claviger.access.Caller;
import io.claviger.access.Credential;
import io.claviger.model.AccessTokenId;
import io.claviger.model.ApiKeyId;
import io.claviger.model.ApiKeyPatch;
import io.claviger.model.CreatedOrganization;
import io.claviger.model.InvalidValueException;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.Limits;
import io.claviger.model.ManagementPolicy;
import io.claviger.model.NewApiKey;
import io.claviger.model.NewOrganization;
import io.claviger.model.OrganizationId;
import io.claviger.model.RevokedToken;
import io.claviger.model.Role;
import io.claviger.model.TokenFormat;
import io.claviger.spi.store.RevokedTokens;
import io.claviger.store.cache.CachingApiKeyStore;
import io.claviger.store.jdbc.databases.Servers;
import io.claviger.store.jdbc.databases.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Management within a transaction of an application, with the options of its Claviger. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ClavigerTransactionTest {
  @RegisterExtension static final Servers.Extension SERVERS = new Servers.Extension();

  private static final Caller SIGNUP = Caller.application("signup");
  private static final Limits LIMITS = Limits.standard().withApiKeys(7).withWhitelistEntries(8);

  private final Servers servers;
  private final List<String> told = new ArrayList<>();
  private DataSource dataSource;
  private CachingApiKeyStore cache;
  private Claviger claviger;

  ClavigerTransactionTest(Servers servers) {
    this.servers = servers;
  }

  private void open(TestDatabase database) throws SQLException {
    dataSource = migrated(servers.freshDatabase(database));
    cache = CachingApiKeyStore.of(new JdbcApiKeyStore(dataSource));
    claviger =
        Claviger.builder(cache)
            .peppers(Peppers.of(1, "a pepper of 32 bytes, or longer...".getBytes(UTF_8)))
            .tokens(TokenFormat.of("acme"))
            .policy(ManagementPolicy.standard().withLimits(LIMITS))
            .listener((id, revision) -> told.add(id + " " + revision.number()))
            .build();
  }

  @AfterEach
  void close() {
    claviger.close();
    cache.close();
  }

  @EachDatabase
  void itHasTheOptionsOfTheClaviger(TestDatabase database) throws SQLException {
    open(database);
    CreatedOrganization acme;
    try (Connection connection = transaction(dataSource)) {
      acme =
          claviger
              .within(JdbcApiKeyStore.within(connection))
              .actingAs(SIGNUP)
              .createOrganization(NewOrganization.named("Acme"));
      connection.commit();
    }
    assertEquals(LIMITS, acme.organization().settings().limits());
    assertTrue(acme.firstKey().privateKey().reveal().startsWith("acme_"));
    assertTrue(isAccepted(claviger, acme.firstKey()));
    try (Claviger withoutPepper = Claviger.of(new JdbcApiKeyStore(dataSource))) {
      assertFalse(isAccepted(withoutPepper, acme.firstKey()));
    }
  }

  @EachDatabase
  void afterTheCommitTheCacheAndTheListenerLearnOfTheChanges(TestDatabase database)
      throws SQLException {
    open(database);
    OrganizationId acme = organization();
    IssuedApiKey key = claviger.actingAs(SIGNUP).create(acme, key());
    assertTrue(isAccepted(claviger, key), "it is cached from now on");
    told.clear();
    try (Connection connection = transaction(dataSource)) {
      ClavigerTransaction joined = claviger.within(JdbcApiKeyStore.within(connection));
      ApiKeys keys = joined.actingAs(SIGNUP);
      keys.bumpRevision(acme);
      keys.update(acme, key.apiKey().id(), ApiKeyPatch.nothing().disable());
      connection.commit();
      assertTrue(isAccepted(claviger, key), "the cache was told too early");
      assertEquals(List.of(), told);

      joined.afterCommit();
      assertFalse(isAccepted(claviger, key));
      assertEquals(List.of(acme + " 4"), told);

      joined.afterCommit();
      assertEquals(List.of(acme + " 4"), told);
      assertThrows(IllegalStateException.class, () -> keys.bumpRevision(acme));
    }
  }

  @EachDatabase
  void revokedTokensAreDeletedOutsideOfTheTransaction(TestDatabase database) throws SQLException {
    open(database);
    OrganizationId acme = organization();
    Instant expiry = Instant.now().minus(Duration.ofHours(26));
    RevokedToken token =
        new RevokedToken(
            acme,
            new ApiKeyId("a".repeat(24)),
            new AccessTokenId("b".repeat(24)),
            expiry.minusSeconds(60),
            expiry);
    assertTrue(
        cache
            .extensions()
            .revokedTokens()
            .orElseThrow()
            .revoke(token, RevokedTokens.Bounds.standard()));
    try (Connection connection = transaction(dataSource)) {
      ClavigerTransaction joined = claviger.within(JdbcApiKeyStore.within(connection));
      assertEquals(0, joined.actingAs(SIGNUP).deleteExpired(acme, Instant.MAX).revokedTokens());
      connection.commit();
    }
    ApiKeys keys = claviger.actingAs(SIGNUP);
    assertEquals(0, keys.deleteExpired(acme, Instant.MIN).revokedTokens());
    assertEquals(1, keys.deleteExpired(acme, Instant.MAX).revokedTokens());
    assertEquals(List.of(), keys.revokedTokens(acme, token.apiKey()));
  }

  /** For a framework that knows the transaction of its thread. */
  @EachDatabase
  void eachCallIsInTheTransactionOfThatMoment(TestDatabase database) throws SQLException {
    open(database);
    AtomicReference<Optional<ClavigerTransaction>> current =
        new AtomicReference<>(Optional.empty());
    ApiKeys keys = claviger.actingAs(SIGNUP, current::get);
    OrganizationId acme =
        keys.createOrganization(NewOrganization.named("Acme")).organization().id();
    try (Connection connection = transaction(dataSource)) {
      current.set(Optional.of(claviger.within(JdbcApiKeyStore.within(connection))));
      keys.bumpRevision(acme);
      keys.atRevision(keys.getOrganization(acme).revision()).bumpRevision(acme);
      assertEquals(3, keys.getOrganization(acme).revision().number());
      connection.rollback();
    }
    current.set(Optional.empty());
    assertEquals(1, keys.getOrganization(acme).revision().number());
  }

  @EachDatabase
  void afterARollbackNothingIsToldAndNothingIsReadAgain(TestDatabase database) throws SQLException {
    open(database);
    OrganizationId acme = organization();
    IssuedApiKey key = claviger.actingAs(SIGNUP).create(acme, key());
    assertTrue(isAccepted(claviger, key));
    told.clear();
    long loads = cache.metrics().counts().loads();
    try (Connection connection = transaction(dataSource)) {
      ClavigerTransaction joined = claviger.within(JdbcApiKeyStore.within(connection));
      joined.actingAs(SIGNUP).revoke(acme, key.apiKey().id());
      connection.rollback();
    }
    assertTrue(isAccepted(claviger, key));
    assertEquals(List.of(), told);
    assertEquals(loads, cache.metrics().counts().loads());
  }

  @EachDatabase
  void aStoreInNoTransactionIsRefused(TestDatabase database) throws SQLException {
    open(database);
    InvalidValueException refusal =
        assertThrows(InvalidValueException.class, () -> claviger.within(cache));
    assertEquals(
        "invalid store: takes part in no transaction; pass JdbcApiKeyStore.within(connection), or"
            + " another store that joins the transaction of the application",
        refusal.getMessage());
  }

  private OrganizationId organization() {
    return claviger
        .actingAs(SIGNUP)
        .createOrganization(NewOrganization.named("Acme"))
        .organization()
        .id();
  }

  private static NewApiKey key() {
    return NewApiKey.of("nightly export", Role.ORG_READ_ONLY);
  }

  private static boolean isAccepted(Claviger claviger, IssuedApiKey key) {
    Credential token = Credential.token(key.privateKey().reveal());
    return claviger.authenticator().authenticate(token) instanceof Authenticated;
  }
}
