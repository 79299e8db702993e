package io.claviger.store.jdbc;

import static io.claviger.store.jdbc.Checks.execute;
import static io.claviger.store.jdbc.Checks.migrated;
import static io.claviger.store.jdbc.Checks.transaction;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.Claviger;
import io.claviger.access.Caller;
import io.claviger.model.ContentionException;
import io.claviger.model.ErrorCode;
import io.claviger.model.NewOrganization;
import io.claviger.model.Organization;
import io.claviger.model.OrganizationId;
import io.claviger.model.RuleViolationException;
import io.claviger.model.StoreException;
import io.claviger.spi.store.ApiKeyStore;
import io.claviger.spi.store.KeyChanges;
import io.claviger.spi.store.OrganizationChange;
import io.claviger.store.jdbc.databases.JdbcProxies;
import io.claviger.store.jdbc.databases.Servers;
import io.claviger.store.jdbc.databases.TestDatabase;
import io.claviger.store.tck.Samples;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.function.Executable;

/** Changes within a transaction of an application that has its own table. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class WithinTest {
  @RegisterExtension static final Servers.Extension SERVERS = new Servers.Extension();

  private final Samples samples = new Samples();
  private final Organization organization = samples.organization();
  private final Servers servers;
  private DataSource dataSource;
  private JdbcApiKeyStore outside;

  WithinTest(Servers servers) {
    this.servers = servers;
  }

  @EachDatabase
  void theApplicationCommitsBothOrRollsBothBack(TestDatabase database) throws SQLException {
    open(database);
    try (Connection hosts = transaction(dataSource)) {
      ApiKeyStore joined = JdbcApiKeyStore.within(hosts);
      OrganizationChange change = samples.update(organization, KeyChanges.none());
      addCustomer(hosts);
      assertTrue(joined.commit(change));
      assertEquals(change.organization(), read(joined), "the host sees its own work");
      assertEquals(organization, read(outside), "nobody else does");
      hosts.rollback();
      assertEquals(organization, read(outside));
      assertEquals(0, customers());

      addCustomer(hosts);
      assertTrue(joined.commit(change));
      hosts.commit();
      assertEquals(change.organization(), read(outside));
      assertEquals(1, customers());
    }
  }

  /** A retry could not reach another server. */
  @EachDatabase(except = TestDatabase.H2)
  void aTransactionThatIsReadOnlyIsAFault(TestDatabase database) throws SQLException {
    open(database);
    try (Connection hosts = transaction(dataSource);
        Statement statement = hosts.createStatement()) {
      statement.execute("set transaction read only");
      ApiKeyStore joined = JdbcApiKeyStore.within(hosts);
      OrganizationChange change = samples.update(organization, KeyChanges.none());
      StoreException refusal = assertThrows(StoreException.class, () -> joined.commit(change));
      assertEquals(StoreException.Kind.FAULT, refusal.kind(), refusal.getMessage());
      hosts.rollback();
    }
  }

  @EachDatabase
  void aLostChangeLeavesTheTransactionAsItWas(TestDatabase database) throws SQLException {
    open(database);
    try (Connection hosts = transaction(dataSource)) {
      ApiKeyStore joined = JdbcApiKeyStore.within(hosts);
      addCustomer(hosts);
      OrganizationChange overtaken = samples.update(organization, KeyChanges.none());
      assertTrue(outside.commit(samples.update(organization, KeyChanges.none())));
      assertFalse(joined.commit(overtaken));
      assertFalse(joined.commit(samples.creation(organization)), "its id is taken");

      assertTrue(joined.commit(samples.update(read(joined), KeyChanges.none())));
      hosts.commit();
      assertEquals(1, customers());
      assertEquals(3, read(outside).revision().number());
    }
  }

  /** A caller whose wait for another transaction times out does not learn that the id is taken. */
  @EachDatabase
  void anIdThatIsNotCommittedIsNotTaken(TestDatabase database) throws SQLException {
    open(database);
    NewOrganization signup = NewOrganization.named("Acme").withId(new OrganizationId("signup"));
    Claviger others = Claviger.of(outside);
    try (Connection hosts = transaction(dataSource)) {
      Claviger.of(JdbcApiKeyStore.within(hosts))
          .actingAs(Caller.application("signup"))
          .createOrganization(signup);
      assertThrows(
          StoreException.class,
          () -> others.actingAs(Caller.application("rival")).createOrganization(signup));
      hosts.rollback();
    }
    others.actingAs(Caller.application("rival")).createOrganization(signup);
    assertTaken(() -> others.actingAs(Caller.application("late")).createOrganization(signup));
  }

  /** The id of a deleted organization stays taken, in a transaction too. */
  @EachDatabase
  void anIdThatWasUsedIsTaken(TestDatabase database) throws SQLException {
    open(database);
    NewOrganization again = NewOrganization.named("Acme").withId(organization.id());
    Claviger.of(outside).actingAs(Caller.application("end")).deleteOrganization(organization.id());
    try (Connection hosts = transaction(dataSource)) {
      assertTaken(
          () ->
              Claviger.of(JdbcApiKeyStore.within(hosts))
                  .actingAs(Caller.application("again"))
                  .createOrganization(again));
      hosts.rollback();
    }
  }

  private static void assertTaken(Executable creation) {
    assertEquals(
        ErrorCode.ORGANIZATION_ID_USED,
        assertThrows(RuleViolationException.class, creation).code());
  }

  /** A change that loses against another one is tried once and notifies no listener. */
  @EachDatabase
  void aJoinedChangeIsTriedOnce(TestDatabase database) throws SQLException {
    open(database);
    List<String> told = new ArrayList<>();
    try (Connection hosts = transaction(dataSource)) {
      ApiKeyStore joined = JdbcApiKeyStore.within(hosts);
      OvertakenStore overtaken = new OvertakenStore(joined, this::moveOutside);
      Claviger claviger =
          Claviger.builder(overtaken).listener((id, revision) -> told.add(id.value())).build();
      ContentionException lost =
          assertThrows(
              ContentionException.class,
              () -> claviger.actingAs(Caller.application("host")).bumpRevision(organization.id()));
      assertEquals(1, lost.attempts());

      overtaken.stop();
      claviger.actingAs(Caller.application("host")).bumpRevision(organization.id());
      hosts.commit();
    }
    assertEquals(3, read(outside).revision().number());
    assertEquals(List.of(), told);
  }

  @EachDatabase
  void afterAnErrorTheStoreIsOfNoUseAndHalfAChangeIsGone(TestDatabase database)
      throws SQLException {
    open(database);
    try (Connection hosts = transaction(dataSource)) {
      ApiKeyStore joined = JdbcApiKeyStore.within(hosts);
      addCustomer(hosts);
      OrganizationChange impossible =
          samples.update(organization, KeyChanges.delete(samples.apiKeyId()));
      StoreException refusal = assertThrows(StoreException.class, () -> joined.commit(impossible));
      assertEquals(StoreException.Kind.FAULT, refusal.kind());
      for (StoreException later :
          List.of(
              assertThrows(StoreException.class, () -> read(joined)),
              assertThrows(
                  StoreException.class,
                  () -> joined.commit(samples.update(organization, KeyChanges.none()))))) {
        assertTrue(later.getMessage().endsWith("met an error before; roll it back"));
      }
      hosts.commit(); // against the advice
    }
    assertEquals(organization, read(outside));
    assertEquals(1, customers());
  }

  /** Simulates a JVM without memory whose application goes on. */
  @EachDatabase
  void afterAnErrorOfTheJvmHalfAChangeIsGoneToo(TestDatabase database) throws SQLException {
    open(database);
    OrganizationChange creation = samples.creation(samples.organization());
    try (Connection hosts = transaction(dataSource)) {
      ApiKeyStore joined = JdbcApiKeyStore.within(failingAt("into claviger_audit_event", hosts));
      addCustomer(hosts);
      assertThrows(OutOfMemoryError.class, () -> joined.commit(creation));
      hosts.commit();
    }
    assertEquals(Map.of(), outside.revisions(Set.of(creation.organization().id())));
    assertEquals(1, customers());
  }

  private static Connection failingAt(String part, Connection inner) {
    return JdbcProxies.wrap(
        Connection.class,
        inner,
        (method, arguments, call) -> {
          if (method.equals("prepareStatement") && ((String) arguments[0]).contains(part)) {
            throw new OutOfMemoryError("none left");
          }
          return call.proceed();
        });
  }

  private void open(TestDatabase database) throws SQLException {
    dataSource = migrated(servers.freshDatabase(database));
    execute(dataSource, "create table customer (name varchar(20))");
    outside = new JdbcApiKeyStore(dataSource);
    assertTrue(outside.commit(samples.creation(organization)));
  }

  private void moveOutside() {
    assertTrue(outside.commit(samples.update(read(outside), KeyChanges.none())));
  }

  private static void addCustomer(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("insert into customer (name) values ('Acme')");
    }
  }

  private int customers() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("select count(*) from customer")) {
      result.next();
      return result.getInt(1);
    }
  }

  private Organization read(ApiKeyStore store) {
    return store.read(organization.id(), Set.of()).orElseThrow().organization();
  }
}
