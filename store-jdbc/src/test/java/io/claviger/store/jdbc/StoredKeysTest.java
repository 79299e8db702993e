package io.claviger.store.jdbc;

import static io.claviger.store.jdbc.Checks.migrated;
import static io.claviger.store.jdbc.StoredKeys.DISABLED;
import static io.claviger.store.jdbc.StoredKeys.EXPORT;
import static io.claviger.store.jdbc.StoredKeys.GONE;
import static io.claviger.store.jdbc.StoredKeys.ORGANIZATION;
import static io.claviger.store.jdbc.StoredKeys.OWNER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.Claviger;
import io.claviger.access.Authenticated;
import io.claviger.access.AuthenticationResult;
import io.claviger.access.Caller;
import io.claviger.access.Credential;
import io.claviger.access.Rejected;
import io.claviger.model.ApiKeyId;
import io.claviger.model.ApiKeyPatch;
import io.claviger.model.AuditEvent;
import io.claviger.model.CidrBlock;
import io.claviger.model.EventQuery;
import io.claviger.model.EventType;
import io.claviger.model.Organization;
import io.claviger.model.PageQuery;
import io.claviger.model.Role;
import io.claviger.spi.store.EventChain;
import io.claviger.spi.store.KeyLookup;
import io.claviger.spi.store.KeyQuery;
import io.claviger.spi.store.OrganizationSnapshot;
import io.claviger.spi.store.OrganizationVersion;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.store.jdbc.databases.Servers;
import io.claviger.store.jdbc.databases.TestDatabase;
import io.claviger.store.tck.Samples;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An upgrade of the library never invalidates a stored key: rows of version 1 are understood. */
final class StoredKeysTest {
  @RegisterExtension static final Servers.Extension SERVERS = new Servers.Extension();

  private static final List<StoredApiKey> KEYS = List.of(OWNER, EXPORT, DISABLED);

  private final Servers servers;
  private DataSource dataSource;
  private JdbcApiKeyStore store;
  private Claviger claviger;

  StoredKeysTest(Servers servers) {
    this.servers = servers;
  }

  @EachDatabase
  void theirSecretsAreAccepted(TestDatabase database) throws Exception {
    load(database);
    assertAccepted(OWNER, 0, StoredKeys.OWNER_SECRET);
    assertInstanceOf(
        Authenticated.class,
        claviger.authenticator().authenticate(Credential.token(StoredKeys.OWNER_TOKEN)));
    assertAccepted(OWNER, 1, StoredKeys.OWNER_TOKEN);
    assertAccepted(EXPORT, 0, StoredKeys.EXPORT_OLD_SECRET);
    assertAccepted(EXPORT, 1, StoredKeys.EXPORT_NEW_SECRET);
    assertEquals(
        Rejected.of(Rejected.Reason.DISABLED), present(DISABLED, StoredKeys.DISABLED_SECRET));
    assertEquals(
        Rejected.of(Rejected.Reason.WRONG_SECRET), present(OWNER, StoredKeys.EXPORT_NEW_SECRET));
  }

  @EachDatabase
  void everythingIsRead(TestDatabase database) throws Exception {
    load(database);
    Map<ApiKeyId, StoredApiKey> byId =
        Map.of(OWNER.key().id(), OWNER, EXPORT.key().id(), EXPORT, DISABLED.key().id(), DISABLED);
    assertEquals(
        Optional.of(new OrganizationSnapshot(ORGANIZATION, byId, EventChain.none())),
        store.read(ORGANIZATION.id(), byId.keySet()));
    for (StoredApiKey each : KEYS) {
      assertEquals(
          Optional.of(KeyLookup.of(ORGANIZATION, each)),
          store.findByPublicKey(each.key().publicKey()));
    }
    assertEquals(
        KEYS.stream().map(StoredApiKey::key).toList(),
        store.listKeys(KeyQuery.all(ORGANIZATION.id(), PageQuery.first(10))).items());
    assertEquals(
        Map.of(ORGANIZATION.id(), OrganizationVersion.of(ORGANIZATION.revision())),
        store.revisions(Set.of(ORGANIZATION.id(), GONE)));
  }

  @EachDatabase
  void eventsAreRead(TestDatabase database) throws Exception {
    load(database);
    List<AuditEvent> events = store.events(EventQuery.newest(ORGANIZATION.id(), 100));
    assertEquals(
        List.of(
            EventType.API_KEY_WHITELIST_ENTRY_ADDED,
            EventType.API_KEY_DELETED,
            EventType.API_KEY_CREATED,
            EventType.API_KEY_DISABLED,
            EventType.API_KEY_CREATED,
            EventType.API_KEY_CREATED,
            EventType.API_KEY_CREATED,
            EventType.ORGANIZATION_CREATED),
        events.stream().map(AuditEvent::type).toList());
    assertEquals(DISABLED.key().identity().created(), events.get(4).stamp());
    assertEquals(Optional.of(DISABLED.key().id()), events.get(4).subject().apiKey());
    assertEquals(Map.of("name", "Füchse & Söhne 🦊"), events.get(7).details());
    assertEquals(
        Map.of("apiKeys", "1", "name", "Gone"),
        store.events(EventQuery.newest(GONE, 1)).get(0).details());
  }

  @EachDatabase
  void whatWasDeletedStaysDeleted(TestDatabase database) throws Exception {
    load(database);
    assertTrue(store.read(GONE, Set.of()).isEmpty());
    Samples samples = new Samples();
    Organization again =
        Organization.of(
            GONE,
            ORGANIZATION.created(),
            ORGANIZATION.settings(),
            ORGANIZATION.counters(),
            samples.revision(1));
    assertFalse(store.commit(samples.creation(again)));
  }

  @EachDatabase
  void keysAreManagedOnAndKeepTheirUsage(TestDatabase database) throws Exception {
    load(database);
    var alice = claviger.actingAs(Caller.user("alice", ORGANIZATION.id(), Role.ORG_OWNER));
    alice.update(
        ORGANIZATION.id(), EXPORT.key().id(), ApiKeyPatch.nothing().describe("weekly export"));
    alice.removeFromWhitelist(
        ORGANIZATION.id(), EXPORT.key().id(), CidrBlock.parse("2001:db8::/32"));
    assertAccepted(EXPORT, 1, StoredKeys.EXPORT_NEW_SECRET);
    assertEquals(
        List.of(
            "entry 192.0.2.0/24 2 5000000000 1795521612000007 192.0.2.17",
            "entry 198.51.100.7/32 7 0 null null",
            "key 6b057c4318b4ab59b160cb18 0 5000000000 1795521612000007 192.0.2.17",
            "secret 6b057c43e9134c0ed22ed052 0 4999999998 1795521611000000 192.0.2.17",
            "secret 6b057c49a04be17c93d2f615 0 2 1795521612000007 192.0.2.17"),
        usageOfExport());

    alice.revoke(ORGANIZATION.id(), EXPORT.key().id());
    assertEquals(List.of(), usageOfExport());
  }

  private void load(TestDatabase database) throws Exception {
    dataSource = migrated(servers.freshDatabase(database));
    StoredKeys.load(dataSource);
    store = new JdbcApiKeyStore(dataSource);
    store.check();
    InstantSource clock = InstantSource.fixed(Instant.parse("2027-01-01T00:00:00Z"));
    claviger = Claviger.builder(store).clock(clock).peppers(StoredKeys.PEPPERS).build();
  }

  private void assertAccepted(StoredApiKey key, int position, String secret) {
    Authenticated accepted = assertInstanceOf(Authenticated.class, present(key, secret));
    assertEquals(key.key().id(), accepted.id());
    assertEquals(key.secrets().get(position).info().id(), accepted.secretId());
  }

  private AuthenticationResult present(StoredApiKey key, String secret) {
    return claviger
        .authenticator()
        .authenticate(Credential.pair(key.key().publicKey().value(), secret));
  }

  private List<String> usageOfExport() throws Exception {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery(
                "select kind, subject, added_in, use_count, last_used_at, last_address"
                    + " from claviger_usage where key_id = '6b057c4318b4ab59b160cb18'"
                    + " order by kind, subject")) {
      List<String> rows = new ArrayList<>();
      while (result.next()) {
        StringBuilder row = new StringBuilder(result.getString(1));
        for (int i = 2; i <= 6; i++) {
          row.append(' ').append(result.getString(i));
        }
        rows.add(row.toString());
      }
      return rows;
    }
  }
}
