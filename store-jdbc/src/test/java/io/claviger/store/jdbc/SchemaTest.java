package io.claviger.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.Organization;
import io.claviger.model.OrganizationId;
import io.claviger.model.StoreException;
import io.claviger.store.tck.Samples;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class SchemaTest {
  private final JdbcConnectionPool hosts =
      JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "", "");
  private final Samples samples = new Samples();

  @AfterEach
  void close() throws SQLException {
    execute("shutdown");
    hosts.dispose();
  }

  @Test
  void aConstructorMakesNothing() throws SQLException {
    try (JdbcApiKeyStore store = new JdbcApiKeyStore(hosts)) {
      assertEquals(
          List.of(),
          strings(
              "select table_name from information_schema.tables where table_schema = 'PUBLIC'"));
      StoreException refused =
          assertThrows(StoreException.class, () -> store.revisions(ids(samples.organization())));
      assertEquals(StoreException.Kind.FAULT, refused.kind());
      assertTrue(refused.getMessage().contains("Schema.migrate"), refused.getMessage());
    }
  }

  @Test
  void itMayBeAppliedAgain() throws SQLException {
    Schema.migrate(hosts);
    assertWorks();
    Schema.migrate(hosts);
    assertWorks();
    assertEquals(
        List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9"),
        strings("select version from claviger_schema order by 1"));
  }

  /** Statements that create tables commit. */
  @Test
  void whereItEndsHalfWayItSaysSo() throws SQLException {
    execute("create table claviger_organization (name varchar(9))");
    StoreException refused = assertThrows(StoreException.class, () -> Schema.migrate(hosts));
    assertTrue(refused.getMessage().contains("what was made before that stays"), refused::toString);
    execute("drop table claviger_organization");
    Schema.migrate(hosts);
    assertWorks();
  }

  @Test
  void theConnectionsGoBackAsTheyWereFound() throws SQLException {
    Schema.migrate(hosts);
    try (Connection connection = hosts.getConnection()) {
      assertTrue(connection.getAutoCommit());
    }
    assertEquals(0, hosts.getActiveConnections());
  }

  private void assertWorks() {
    try (JdbcApiKeyStore store = new JdbcApiKeyStore(hosts)) {
      Organization organization = samples.organization();
      assertTrue(store.commit(samples.creation(organization, samples.key(organization.id()))));
      assertEquals(ids(organization), store.revisions(ids(organization)).keySet());
    }
  }

  private static Set<OrganizationId> ids(Organization organization) {
    return Set.of(organization.id());
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = hosts.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private List<String> strings(String sql) throws SQLException {
    try (Connection connection = hosts.getConnection();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<String> strings = new ArrayList<>();
      while (result.next()) {
        strings.add(result.getString(1));
      }
      return strings;
    }
  }
}
