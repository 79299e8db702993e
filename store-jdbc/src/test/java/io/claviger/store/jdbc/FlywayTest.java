package io.claviger.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.Organization;
import io.claviger.store.jdbc.databases.Servers;
import io.claviger.store.jdbc.databases.TestDatabase;
import io.claviger.store.tck.Samples;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The application's own tool can apply the files. */
final class FlywayTest {
  @RegisterExtension static final Servers.Extension SERVERS = new Servers.Extension();

  @TempDir Path folder;

  private final Samples samples = new Samples();
  private final Servers servers;

  FlywayTest(Servers servers) {
    this.servers = servers;
  }

  @EachDatabase
  void appliesTheSameFiles(TestDatabase database) throws SQLException {
    DataSource dataSource = servers.freshDatabase(database);
    Flyway flyway =
        Flyway.configure().dataSource(dataSource).locations(SchemaFiles.location(database)).load();

    assertEquals(SchemaFiles.count(), flyway.migrate().migrationsExecuted);
    assertWorks(dataSource);

    assertEquals(0, flyway.migrate().migrationsExecuted);
    Schema.migrate(dataSource);
    assertWorks(dataSource);
  }

  /** The application's own migrations begin with V1 too. */
  @EachDatabase
  void besideMigrationsOfTheApplication(TestDatabase database) throws Exception {
    DataSource dataSource = servers.freshDatabase(database);
    Files.writeString(folder.resolve("V1__host.sql"), "create table host_table (id integer)");
    Flyway host =
        Flyway.configure().dataSource(dataSource).locations("filesystem:" + folder).load();
    Flyway ours =
        Flyway.configure()
            .dataSource(dataSource)
            .locations(SchemaFiles.location(database))
            .table("flyway_api_keys")
            .baselineOnMigrate(true)
            .baselineVersion("0")
            .load();

    assertEquals(1, host.migrate().migrationsExecuted);
    assertEquals(SchemaFiles.count(), ours.migrate().migrationsExecuted);
    assertWorks(dataSource);
    assertEquals(0, host.migrate().migrationsExecuted + ours.migrate().migrationsExecuted);
  }

  private void assertWorks(DataSource dataSource) {
    JdbcApiKeyStore store = new JdbcApiKeyStore(dataSource);
    store.check();
    Organization organization = samples.organization();
    assertTrue(store.commit(samples.creation(organization, samples.key(organization.id()))));
  }
}
