package io.claviger.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.claviger.ApiKeys;
import io.claviger.Claviger;
import io.claviger.access.Caller;
import io.claviger.model.ApiKey;
import io.claviger.model.NewOrganization;
import io.claviger.model.OrganizationId;
import io.claviger.spi.OwnerDirectory;
import io.claviger.store.jdbc.databases.Servers;
import io.claviger.store.jdbc.databases.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A change that competes with another process asks the directory while it holds a connection. */
@Tag("databases")
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class DirectoryPoolTest {
  @RegisterExtension static final Servers.Extension SERVERS = new Servers.Extension();

  private final Servers servers;
  private final AtomicInteger asked = new AtomicInteger();

  DirectoryPoolTest(Servers servers) {
    this.servers = servers;
  }

  @EachDatabase(except = {TestDatabase.H2, TestDatabase.POSTGRES_14})
  void aPoolOfTwoIsEnough(TestDatabase database) throws SQLException {
    DataSource dataSource = Checks.migrated(servers.freshDatabase(database));
    ApiKeys other = other(dataSource);
    ApiKey owner = createOwner(other);
    try (HikariDataSource pool = pool(dataSource, 2)) {
      competing(pool, other, owner.organization()).revoke(owner.organization(), owner.id());
    }
    assertEquals(2, asked.get(), "in the try that lost, and in the one with the lock");
    assertEquals(3, revision(other, owner));
  }

  @EachDatabase(except = {TestDatabase.H2, TestDatabase.POSTGRES_14})
  void fromAPoolOfOneTheDirectoryGetsNoneAndNothingIsLost(TestDatabase database)
      throws SQLException {
    DataSource dataSource = Checks.migrated(servers.freshDatabase(database));
    ApiKeys other = other(dataSource);
    ApiKey owner = createOwner(other);
    try (HikariDataSource pool = pool(dataSource, 1)) {
      ApiKeys keys = competing(pool, other, owner.organization());
      IllegalStateException thrown =
          assertThrows(
              IllegalStateException.class, () -> keys.revoke(owner.organization(), owner.id()));
      assertSame(SQLTransientConnectionException.class, thrown.getCause().getClass());
      assertEquals(2, revision(other, owner));
      keys.revoke(owner.organization(), owner.id());
    }
    assertEquals(3, revision(other, owner));
  }

  /** Returns management whose first change loses to the other process. */
  private ApiKeys competing(DataSource pool, ApiKeys other, OrganizationId id) {
    OwnerDirectory owners =
        organization -> {
          try (Connection connection = pool.getConnection()) {
            if (asked.getAndIncrement() == 0) {
              other.bumpRevision(id);
            }
            return connection.isValid(1);
          } catch (SQLException e) {
            throw new IllegalStateException(e);
          }
        };
    return Claviger.builder(new JdbcApiKeyStore(pool))
        .owners(owners)
        .build()
        .actingAs(Caller.application("test"));
  }

  private static ApiKeys other(DataSource dataSource) {
    return Claviger.of(new JdbcApiKeyStore(dataSource)).actingAs(Caller.application("other"));
  }

  private static ApiKey createOwner(ApiKeys other) {
    return other.createOrganization(NewOrganization.named("Acme")).firstKey().apiKey();
  }

  private static long revision(ApiKeys other, ApiKey owner) {
    return other.getOrganization(owner.organization()).revision().number();
  }

  private static HikariDataSource pool(DataSource dataSource, int size) {
    HikariConfig config = new HikariConfig();
    config.setDataSource(dataSource);
    config.setMaximumPoolSize(size);
    config.setConnectionTimeout(500);
    return new HikariDataSource(config);
  }
}
