package io.claviger.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.EventQuery;
import io.claviger.model.Organization;
import io.claviger.model.PageQuery;
import io.claviger.model.StoreException;
import io.claviger.spi.Ticker;
import io.claviger.spi.store.KeyQuery;
import io.claviger.spi.store.OrganizationChange;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.store.jdbc.databases.MemoryDatabase;
import io.claviger.store.tck.Samples;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An error about a damaged row names the row. */
final class DamagedRowTest {
  private final MemoryDatabase database = MemoryDatabase.create();
  private final Jdbi jdbi = Jdbi.create(database.dataSource());
  private final JdbcStore store =
      new JdbcStore(database.dataSource(), AutoCommit.ON, Ticker.system());
  private final Samples samples = new Samples();
  private final Organization organization = samples.organization();
  private final StoredApiKey key = samples.key(organization.id());
  private final OrganizationChange creation = samples.creation(organization, key);
  private final Set<String> namesOfKey = Set.of("claviger_api_key", key.key().id().value());

  @BeforeEach
  void create() {
    assertTrue(store.commit(creation));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "roles = ''",
        "roles = 'no name of a role'",
        "whitelist = '203.0.113.9/24 1 1'",
        "whitelist = '203.0.113.7/32' || char(9) || 'noon' || char(9) || '1'",
        "labels = 'no value'",
        "description = ''"
      })
  void ofAKey(String damage) {
    assertNamedByManagement(damage);
    assertNamed(namesOfKey, () -> store.findByPublicKey(key.key().publicKey()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "created_by_kind = 'ROBOT'",
        "created_by_address = 'localhost'",
        "public_key = 'SHOUTING'",
        "created_at = 9223372036854775807"
      })
  void ofWhatNoRequestReads(String damage) {
    assertNamedByManagement(damage);
    assertEquals(
        !damage.startsWith("public_key"), store.findByPublicKey(key.key().publicKey()).isPresent());
  }

  @Test
  void ofAnOrganization() {
    jdbi.useHandle(
        handle -> handle.execute("update claviger_organization set revision_number = 0"));
    Set<String> names = Set.of("claviger_organization", organization.id().value());
    assertNamed(names, () -> store.read(organization.id(), Set.of()));
    assertNamed(names, () -> store.revisions(Set.of(organization.id())));
    assertNamed(names, () -> store.findByPublicKey(key.key().publicKey()));
  }

  @Test
  void ofAnEvent() {
    jdbi.useHandle(handle -> handle.execute("update claviger_audit_event set type = 'FUTURE'"));
    assertNamed(
        Set.of("claviger_audit_event", creation.events().get(0).id().value()),
        () -> store.events(EventQuery.newest(organization.id(), 1)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "use_count = -1",
        "use_count = 1",
        "use_count = 1, last_used_at = 1",
        "use_count = 1, last_used_at = 1, last_address = 'localhost'",
        "use_count = 1, last_used_at = 9223372036854775807, last_address = '::1'",
        "kind = 'entry', subject = '203.0.113.9/24'"
      })
  void ofUsage(String damage) {
    jdbi.useHandle(
        handle -> handle.execute("update claviger_usage set " + damage + " where kind = 'secret'"));
    assertNamed(
        Set.of("claviger_usage", key.key().id().value()),
        () -> store.usage(organization.id(), Set.of(key.key().id())));
  }

  private void assertNamedByManagement(String damage) {
    jdbi.useHandle(handle -> handle.execute("update claviger_api_key set " + damage));
    assertNamed(namesOfKey, () -> store.read(organization.id(), Set.of(key.key().id())));
    assertNamed(
        namesOfKey, () -> store.listKeys(KeyQuery.all(organization.id(), PageQuery.first(1))));
  }

  private static void assertNamed(Set<String> names, Executable reading) {
    StoreException damaged = assertThrows(StoreException.class, reading);
    assertEquals(StoreException.Kind.FAULT, damaged.kind());
    for (String name : names) {
      assertTrue(damaged.getMessage().contains(name), damaged.getMessage());
    }
  }
}
