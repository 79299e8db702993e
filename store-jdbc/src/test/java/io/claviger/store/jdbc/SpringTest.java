package io.claviger.store.jdbc;

import static io.claviger.store.jdbc.Checks.execute;
import static io.claviger.store.jdbc.Checks.migrated;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.claviger.model.Organization;
import io.claviger.model.StoreException;
import io.claviger.spi.store.ApiKeyStore;
import io.claviger.spi.store.KeyChanges;
import io.claviger.store.jdbc.databases.Servers;
import io.claviger.store.jdbc.databases.TestDatabase;
import io.claviger.store.tck.Samples;
import java.sql.SQLException;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * An application whose transactions Spring begins. Spring's transaction-aware proxy is a data
 * source that returns the connection of the running transaction, if there is one.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class SpringTest {
  @RegisterExtension static final Servers.Extension SERVERS = new Servers.Extension();

  private final Samples samples = new Samples();
  private final Organization organization = samples.organization();
  private final DataSource database;
  private HikariDataSource pool;
  private JdbcApiKeyStore outside;
  private TransactionTemplate transactions;

  SpringTest(Servers servers) throws SQLException {
    database = migrated(servers.freshDatabase(TestDatabase.H2));
    execute(database, "create table customer (name varchar(20))");
  }

  @AfterEach
  void close() {
    pool.close();
  }

  @Test
  void aStoreOnThePoolItselfHasTransactionsOfItsOwn() {
    open(true);
    transactions.executeWithoutResult(
        status -> {
          addCustomer();
          assertTrue(outside.commit(samples.update(organization, KeyChanges.none())));
          status.setRollbackOnly();
        });
    assertEquals(0, customers());
    assertEquals(2, number(outside));
  }

  @Test
  void theConnectionOfTheTransactionIsJoined() {
    open(true);
    transactions.executeWithoutResult(
        status -> {
          change();
          status.setRollbackOnly();
        });
    assertEquals(0, customers());
    assertEquals(1, number(outside));

    transactions.executeWithoutResult(status -> change());
    assertEquals(1, customers());
    assertEquals(2, number(outside));
  }

  @Test
  void aStoreOnTheProxyRefusesTheConnectionOfATransactionAndLeavesItAlone() {
    open(true);
    JdbcApiKeyStore store = new JdbcApiKeyStore(new TransactionAwareDataSourceProxy(pool));
    assertEquals(1, number(store), "in no transaction it is like the pool");
    transactions.executeWithoutResult(
        status -> {
          addCustomer();
          assertTrue(
              assertThrows(StoreException.class, () -> number(store))
                  .getMessage()
                  .contains("a connection of a transaction of the application's cannot be used"));
          assertThrows(
              StoreException.class,
              () -> store.commit(samples.update(organization, KeyChanges.none())));
        });
    assertEquals(1, customers());
    assertEquals(1, number(outside));
  }

  /** Shows why the proxy must not be combined with a pool whose auto-commit is off. */
  @Test
  void withAutoCommitOffAStoreOnTheProxyEndsTheTransactionOfTheApplication() {
    open(false);
    JdbcApiKeyStore store =
        new JdbcApiKeyStore(new TransactionAwareDataSourceProxy(pool), AutoCommit.OFF);
    transactions.executeWithoutResult(
        status -> {
          addCustomer();
          assertEquals(1, number(store));
        });
    assertEquals(0, customers(), "the row of the host is lost");
  }

  private void open(boolean autoCommit) {
    HikariConfig config = new HikariConfig();
    config.setDataSource(database);
    config.setAutoCommit(autoCommit);
    config.setMaximumPoolSize(3);
    pool = new HikariDataSource(config);
    outside = new JdbcApiKeyStore(database);
    assertTrue(outside.commit(samples.creation(organization)));
    transactions = new TransactionTemplate(new DataSourceTransactionManager(pool));
    transactions.setIsolationLevel(TransactionDefinition.ISOLATION_READ_COMMITTED);
  }

  private void change() {
    addCustomer();
    ApiKeyStore joined = JdbcApiKeyStore.within(DataSourceUtils.getConnection(pool));
    assertTrue(joined.commit(samples.update(organization, KeyChanges.none())));
  }

  private void addCustomer() {
    new JdbcTemplate(pool).update("insert into customer (name) values ('Acme')");
  }

  private int customers() {
    return new JdbcTemplate(database).queryForObject("select count(*) from customer", int.class);
  }

  private long number(ApiKeyStore store) {
    return store.read(organization.id(), Set.of()).orElseThrow().organization().revision().number();
  }
}
