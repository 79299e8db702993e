package io.claviger.store.jdbc;

import static io.claviger.store.jdbc.Checks.assertFinds;
import static io.claviger.store.jdbc.Checks.assertFit;
import static io.claviger.store.jdbc.Checks.migrated;
import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.Organization;
import io.claviger.model.StoreException;
import io.claviger.store.jdbc.databases.Servers;
import io.claviger.store.jdbc.databases.TestDatabase;
import io.claviger.store.tck.Samples;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.function.Executable;

/** Users with limited rights can use the store, and learn which rights are missing. */
final class RightsTest {
  @RegisterExtension static final Servers.Extension SERVERS = new Servers.Extension();

  /** The rights that the store needs once the tables exist. */
  private static final Map<String, List<String>> NEEDED =
      Map.ofEntries(
          entry("claviger_schema", List.of("select")),
          entry("claviger_organization", List.of("select", "insert", "update")),
          entry("claviger_api_key", List.of("select", "insert", "update", "delete")),
          entry("claviger_secret", List.of("select", "insert", "update", "delete")),
          entry("claviger_key_role", List.of("select", "insert", "delete")),
          entry("claviger_key_label", List.of("select", "insert", "delete")),
          entry("claviger_usage", List.of("select", "insert", "update", "delete")),
          entry("claviger_audit_event", List.of("select", "insert", "update (feed_position)")),
          entry("claviger_feed", List.of("select", "update")),
          entry("claviger_value", List.of("select", "insert")),
          entry("claviger_ended_token", List.of("select", "insert", "update", "delete")));

  private final Samples samples = new Samples();
  private final Servers servers;

  RightsTest(Servers servers) {
    this.servers = servers;
  }

  @EachDatabase
  void tablesThatAreThereAreLeftAsTheyAreByOneWhoMayMakeNone(TestDatabase database)
      throws SQLException {
    LimitedUser reader = LimitedUser.of(tables(database)).may("select", "claviger_schema");
    assertDoesNotThrow(() -> Schema.migrate(reader.dataSource()));
  }

  @EachDatabase
  void findsNothingWhereTheUserMayDoWhatTheStoreDoes(TestDatabase database) throws SQLException {
    DataSource dataSource = userOfTheStore(database).dataSource();
    assertFit(dataSource);
    try (JdbcApiKeyStore store = new JdbcApiKeyStore(dataSource)) {
      Organization organization = samples.organization();
      assertTrue(store.commit(samples.creation(organization, samples.key(organization.id()))));
      assertTrue(store.read(organization.id(), Set.of()).isPresent());
      assertEquals(1, store.extensions().changeFeed().orElseThrow().assignPositions());
      assertEquals(1, store.extensions().operator().orElseThrow().feed(0, 10).size());
    }
  }

  @EachDatabase
  void findsEachRightThatIsMissing(TestDatabase database) throws SQLException {
    LimitedUser user = userOfTheStore(database);
    for (Map.Entry<String, List<String>> needed : NEEDED.entrySet()) {
      String table = needed.getKey();
      for (String right : needed.getValue()) {
        user.mayNot(right, table);
        assertFinds(
            user.dataSource(), "lacks " + title(right) + " on " + table + ": grant it SELECT");
        user.may(right, table);
      }
    }
  }

  private static String title(String right) {
    return right.startsWith("update (") ? "UPDATE (feed_position)" : right.toUpperCase(Locale.ROOT);
  }

  @EachDatabase
  void tellsAllRightsThatAreMissingAtOnce(TestDatabase database) throws SQLException {
    LimitedUser reader = LimitedUser.of(tables(database));
    for (String table : NEEDED.keySet()) {
      reader.may("select", table);
    }
    assertFinds(
        reader.dataSource(),
        "INSERT, UPDATE on claviger_organization, INSERT, UPDATE, DELETE on claviger_api_key, ");
    assertFinds(
        LimitedUser.of(tables(database)).dataSource(),
        "lacks SELECT on claviger_schema, SELECT on ");
  }

  @EachDatabase
  void aRefusalForALackOfRightsSaysSo(TestDatabase database) throws SQLException {
    DataSource dataSource = LimitedUser.of(tables(database)).dataSource();
    try (JdbcApiKeyStore store = new JdbcApiKeyStore(dataSource)) {
      assertLack(() -> store.revisions(Set.of(samples.organization().id())));
      assertLack(() -> store.commit(samples.creation(samples.organization())));
    }
    assertLack(() -> Schema.migrate(dataSource));
  }

  /** PostgreSQL since 15 lets a user make no tables in the schema "public". */
  @EachDatabase
  void oneWhoMayMakeNoTablesLearnsOfThat(TestDatabase database) throws SQLException {
    DataSource empty = LimitedUser.of(servers.freshDatabase(database)).dataSource();
    StoreException refusal = assertThrows(StoreException.class, () -> Schema.migrate(empty));
    assertEquals(StoreException.Kind.FAULT, refusal.kind());
    String message = refusal.getMessage();
    if (database.isMariaDbOrMySql()) {
      // They tell one without any right nothing about tables.
      assertTrue(message.contains("the database user lacks a right"), message);
      return;
    }
    assertTrue(message.contains("may not create or alter tables in "), message);
    assertTrue(message.contains("grant create on schema "), message);
    assertTrue(message.contains("claviger.schema=check"), message);
    assertFalse(message.contains("SELECT"), message);
  }

  @Test
  void aSettingThatH2TakesFromAdministratorsOnlyIsToldAsThat() throws SQLException {
    JdbcDataSource limited = (JdbcDataSource) LimitedUser.of(tables(TestDatabase.H2)).dataSource();
    limited.setURL(limited.getURL() + ";OPTIMIZE_REUSE_RESULTS=FALSE");
    StoreException refusal =
        assertThrows(StoreException.class, () -> new JdbcApiKeyStore(limited).check());
    assertTrue(refusal.getMessage().contains("an administrator"), refusal.getMessage());
    assertFalse(refusal.getMessage().contains("grant"), refusal.getMessage());
  }

  private static void assertLack(Executable call) {
    StoreException refusal = assertThrows(StoreException.class, call);
    assertEquals(StoreException.Kind.FAULT, refusal.kind());
    String message = refusal.getMessage();
    assertTrue(message.contains("the database user lacks a right"), message);
    assertTrue(message.contains("grant it SELECT, INSERT, UPDATE and DELETE"), message);
  }

  private LimitedUser userOfTheStore(TestDatabase database) throws SQLException {
    LimitedUser user = LimitedUser.of(tables(database));
    for (Map.Entry<String, List<String>> needed : NEEDED.entrySet()) {
      user.may(String.join(", ", needed.getValue()), needed.getKey());
    }
    return user;
  }

  private DataSource tables(TestDatabase database) throws SQLException {
    return migrated(servers.freshDatabase(database));
  }
}
