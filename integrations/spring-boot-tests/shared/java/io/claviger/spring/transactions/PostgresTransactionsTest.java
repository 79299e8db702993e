package io.claviger.spring.transactions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.claviger.model.OrganizationId;
import io.claviger.model.StoreException;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.transaction.TransactionTimedOutException;

/** The same on PostgreSQL, where a lock is waited for without limit by default. */
class PostgresTransactionsTest extends JdbcTransactionsTest {
  private static final AtomicInteger DATABASES = new AtomicInteger();
  private static EmbeddedPostgres postgres;

  @BeforeAll
  static void startServer() throws IOException {
    postgres = EmbeddedPostgres.builder().setServerConfig("synchronous_commit", "on").start();
  }

  @AfterAll
  static void stopServer() throws IOException {
    postgres.close();
  }

  @Override
  String url() {
    String name = "test" + DATABASES.incrementAndGet();
    execute(postgres.getPostgresDatabase(), "create database " + name);
    return postgres.getJdbcUrl("postgres", name);
  }

  private static void execute(DataSource dataSource, String sql) {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The lock of the row is waited for until the timeout, and not for the two seconds of a lock. */
  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void theTimeoutOfTheTransactionEndsAStatementAndLaterCalls() throws SQLException {
    OrganizationId organization = application.key("ORG_MEMBER").apiKey().organization();
    transactions.setTimeout(1);
    try (Connection holder = application.bean(DataSource.class).getConnection();
        Statement statement = holder.createStatement()) {
      holder.setAutoCommit(false);
      statement.execute("select id from claviger_organization for update");
      transactions.executeWithoutResult(
          status -> {
            status.setRollbackOnly();
            StoreException late =
                assertThrows(
                    StoreException.class, () -> keys.actingAs(CALLER).bumpRevision(organization));
            assertEquals("57014", ((SQLException) late.getCause()).getSQLState());
            assertThrows(
                TransactionTimedOutException.class,
                () -> keys.actingAs(CALLER).getOrganization(organization));
          });
      holder.rollback();
    }
  }
}
