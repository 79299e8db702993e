package io.claviger.store.jdbc;

import static io.claviger.store.jdbc.Checks.migrated;
import static io.claviger.store.jdbc.Checks.transaction;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.EventQuery;
import io.claviger.model.InvalidValueException;
import io.claviger.model.Organization;
import io.claviger.model.StoreException;
import io.claviger.spi.store.KeyChanges;
import io.claviger.spi.store.OrganizationChange;
import io.claviger.spi.store.OrganizationSnapshot;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.store.jdbc.databases.Servers;
import io.claviger.store.jdbc.databases.TestDatabase;
import io.claviger.store.tck.Samples;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Many new organizations at once. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class LoadTest {
  @RegisterExtension static final Servers.Extension SERVERS = new Servers.Extension();

  private final Samples samples = new Samples();
  private final Servers servers;

  LoadTest(Servers servers) {
    this.servers = servers;
  }

  @EachDatabase(also = TestDatabase.PGBOUNCER)
  void whatIsLoadedIsThereAsIfCommitted(TestDatabase database) throws SQLException {
    DataSource dataSource = migrated(servers.freshDatabase(database));
    // More than fit into one statement, and a rest of every size.
    List<OrganizationChange> creations = List.of(creation(0), creation(200), creation(181));
    try (Connection hosts = transaction(dataSource)) {
      JdbcApiKeyStore.load(hosts, creations);
      hosts.commit();
    }
    JdbcApiKeyStore store = new JdbcApiKeyStore(dataSource);
    for (OrganizationChange creation : creations) {
      Organization organization = creation.organization();
      Map<?, StoredApiKey> keys =
          creation.keys().created().stream()
              .collect(Collectors.toMap(stored -> stored.key().id(), Function.identity()));
      OrganizationSnapshot facts =
          store
              .read(
                  organization.id(),
                  creation.keys().created().stream()
                      .map(stored -> stored.key().id())
                      .collect(Collectors.toSet()))
              .orElseThrow();
      assertEquals(organization, facts.organization());
      assertEquals(keys, facts.keys());
      assertEquals(creation.events(), store.events(EventQuery.newest(organization.id(), 10)));
      assertTrue(store.commit(samples.update(organization, KeyChanges.none())));
    }
  }

  @EachDatabase(also = TestDatabase.PGBOUNCER)
  void oneThatIsTakenRefusesAll(TestDatabase database) throws SQLException {
    DataSource dataSource = migrated(servers.freshDatabase(database));
    JdbcApiKeyStore store = new JdbcApiKeyStore(dataSource);
    OrganizationChange first = creation(1);
    assertTrue(store.commit(first));
    StoredApiKey taken = first.keys().created().get(0);
    Organization other = samples.organization();
    StoredApiKey samePublicKey =
        samples.withPublicKey(samples.key(other.id()), taken.key().publicKey());
    OrganizationChange fresh = creation(1);
    for (OrganizationChange refused : List.of(first, samples.creation(other, samePublicKey))) {
      try (Connection hosts = transaction(dataSource)) {
        StoreException refusal =
            assertThrows(
                StoreException.class, () -> JdbcApiKeyStore.load(hosts, List.of(fresh, refused)));
        assertEquals(StoreException.Kind.FAULT, refusal.kind());
        assertTrue(refusal.getMessage().contains("is taken"), refusal.getMessage());
        hosts.commit(); // against the advice
      }
      assertEquals(Optional.empty(), store.read(fresh.organization().id(), Set.of()));
      assertEquals(first.organization(), found(store, first).organization());
    }
  }

  @EachDatabase(also = TestDatabase.PGBOUNCER)
  void onlyCreationsAreLoaded(TestDatabase database) throws SQLException {
    DataSource dataSource = migrated(servers.freshDatabase(database));
    Organization organization = samples.organization();
    OrganizationChange update = samples.update(organization, KeyChanges.none());
    try (Connection hosts = transaction(dataSource)) {
      InvalidValueException refusal =
          assertThrows(
              InvalidValueException.class,
              () -> JdbcApiKeyStore.load(hosts, List.of(creation(1), update)));
      assertTrue(refusal.getMessage().contains(organization.id().value()), refusal.getMessage());
      hosts.commit();
    }
    assertFalse(new JdbcApiKeyStore(dataSource).read(organization.id(), Set.of()).isPresent());
  }

  private static OrganizationSnapshot found(JdbcApiKeyStore store, OrganizationChange creation) {
    return store.read(creation.organization().id(), Set.of()).orElseThrow();
  }

  private OrganizationChange creation(int keys) {
    Organization organization = samples.organization();
    List<StoredApiKey> created = new ArrayList<>();
    Stream.generate(() -> samples.key(organization.id())).limit(keys).forEach(created::add);
    return samples.creation(organization, created.toArray(StoredApiKey[]::new));
  }
}
