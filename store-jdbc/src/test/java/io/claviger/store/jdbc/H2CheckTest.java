package io.claviger.store.jdbc;

import static io.claviger.store.jdbc.Checks.assertFinds;
import static io.claviger.store.jdbc.Checks.assertFit;
import static io.claviger.store.jdbc.Checks.execute;
import static io.claviger.store.jdbc.Checks.migrated;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.EventQuery;
import io.claviger.model.Organization;
import io.claviger.model.PageQuery;
import io.claviger.spi.Ticker;
import io.claviger.spi.store.KeyQuery;
import io.claviger.spi.store.OrganizationChange;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.store.tck.Samples;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Unsafe settings of an application's H2 that the check finds. */
final class H2CheckTest {
  private static final String FIT = ";OPTIMIZE_REUSE_RESULTS=FALSE";

  @TempDir Path folder;

  @Test
  void findsNothingInAFileThatIsSetUpAsDocumented() {
    assertFit(migrated(file(FIT)));
  }

  @Test
  void findsThatItIsReadOnly() {
    migrated(file(FIT));
    assertFinds(file(FIT + ";ACCESS_MODE_DATA=r"), "read only", "open it to be written");
  }

  @Test
  void findsThatResultsAreRepeated() {
    assertFinds(
        migrated(file("")), "OPTIMIZE_REUSE_RESULTS is on", "with OPTIMIZE_REUSE_RESULTS=FALSE");
  }

  @Test
  void findsThatConcurrentUpdatesMayBeLost() {
    assertFinds(
        migrated(file(FIT + ";WRITE_DELAY=0")),
        "WRITE_DELAY is 0",
        "with EmbeddedApiKeyStore.open");
    assertFit(file(FIT));
  }

  /** It takes a letter and an accent after it for the letter that has the accent. */
  @Test
  void findsACollationThatTakesTextsForEqual() throws SQLException {
    DataSource collated = memory(FIT);
    execute(collated, "set collation ENGLISH");
    assertFinds(migrated(collated), "COLLATION is ENGLISH", "without that collation");
  }

  @Test
  void findsNothingUnsafeInMemory() {
    assertFit(
        migrated(source("mem:" + folder.getFileName() + ";DB_CLOSE_DELAY=-1;WRITE_DELAY=0" + FIT)));
  }

  @Test
  void findsNothingUnsafeInAFileWithOneWriter() {
    DataSource file = migrated(file(FIT + ";WRITE_DELAY=0"));
    JdbcStore.withOneWriter(file, Ticker.system()).check();
  }

  /** The setting changes how H2 spells the names of its own tables too. */
  @ParameterizedTest
  @ValueSource(strings = {"DATABASE_TO_LOWER=TRUE", "DATABASE_TO_UPPER=FALSE"})
  void looksAtADatabaseThatKeepsNamesInOtherSpelling(String spelling) throws SQLException {
    DataSource kept = memory(FIT + ";" + spelling);
    assertFit(migrated(kept));
    execute(kept, "alter table claviger_api_key drop constraint claviger_api_key_public_key");
    assertFinds(kept, "claviger_api_key.public_key is not unique");
    assertFinds(
        migrated(memory(";" + spelling)),
        "OPTIMIZE_REUSE_RESULTS is on",
        "with OPTIMIZE_REUSE_RESULTS=FALSE");
    assertFinds(
        migrated(memory(FIT + ";IGNORECASE=TRUE;" + spelling)),
        "claviger_api_key.public_key is VARCHAR_IGNORECASE",
        "without IGNORECASE");
    DataSource collated = memory(FIT + ";" + spelling);
    execute(collated, "set collation ENGLISH strength primary");
    assertFinds(migrated(collated), "COLLATION is ", "STRENGTH PRIMARY", "without that collation");
    assertFinds(
        migrated(file(FIT + ";WRITE_DELAY=0;" + spelling)),
        "WRITE_DELAY is 0",
        "with EmbeddedApiKeyStore.open");
  }

  /** H2 2.4 forgets how to evaluate such a check. */
  @ParameterizedTest
  @ValueSource(strings = {"hint in ('a', 'b')", "hint = 'a' or hint = 'b'"})
  void findsACheckThatH2WouldTakeForViolated(String check) throws SQLException {
    DataSource older = migrated(file(FIT + ";BUILTIN_ALIAS_OVERRIDE=TRUE"));
    execute(older, "create alias h2version as 'String version() { return \"2.4.240\"; }'");
    assertFit(older);
    execute(older, "alter table claviger_secret add constraint app check (" + check + ")");
    assertFinds(
        older, "check APP of table CLAVIGER_SECRET has IN or OR", "write the check with CASE");
  }

  /** Simulates the version, since no other H2 is here. */
  @ParameterizedTest
  @ValueSource(strings = {"2.0.206", "2.1.214", "2.5.252"})
  void findsAnH2ThatIsUnfit(String version) throws SQLException {
    DataSource pretending = migrated(file(FIT + ";BUILTIN_ALIAS_OVERRIDE=TRUE"));
    execute(
        pretending, "create alias h2version as 'String version() { return \"" + version + "\"; }'");
    assertFinds(pretending, "H2 " + version, "use H2 2.3.232");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Derby", "MSSQLServer", "Oracle", "STRICT"})
  void findsAModeInWhichStatementsAreRefused(String mode) {
    assertFinds(
        migrated(memory(FIT + ";MODE=" + mode)),
        "MODE is " + mode,
        "statements of the store are refused",
        "open it with MODE=REGULAR");
  }

  @ParameterizedTest
  @ValueSource(strings = {"REGULAR", "LEGACY", "DB2", "HSQLDB", "MariaDB", "MySQL", "PostgreSQL"})
  void findsNothingInOtherModes(String mode) throws SQLException {
    DataSource dataSource = migrated(memory(FIT + ";MODE=" + mode));
    assertFit(dataSource);
    Samples samples = new Samples();
    Organization organization = samples.organization();
    StoredApiKey key = samples.key(organization.id());
    try (JdbcApiKeyStore store = new JdbcApiKeyStore(dataSource)) {
      OrganizationChange creation = samples.creation(organization, key);
      assertTrue(store.commit(creation));
      KeyQuery all = KeyQuery.all(organization.id(), PageQuery.first(10));
      assertEquals(List.of(key.key()), store.listKeys(all).items());
      assertEquals(creation.events(), store.events(EventQuery.newest(organization.id(), 10)));
    }
  }

  @Test
  void looksAtTheTablesThatStatementsFind() throws SQLException {
    DataSource further = furtherOnInThePath("fit", "");
    assertFit(further);
    execute(further, "alter table k.claviger_api_key drop constraint claviger_api_key_public_key");
    assertFinds(further, "claviger_api_key.public_key is not unique");

    assertFinds(
        furtherOnInThePath("caseless", ";IGNORECASE=TRUE"),
        "CLAVIGER_API_KEY.PUBLIC_KEY is VARCHAR_IGNORECASE");
  }

  private DataSource furtherOnInThePath(String name, String settings) throws SQLException {
    String file = "file:" + folder.resolve(name) + FIT + settings;
    execute(source(file), "create schema k");
    migrated(source(file + ";SCHEMA=K"));
    return source(file + ";SCHEMA_SEARCH_PATH=PUBLIC,K");
  }

  private DataSource file(String settings) {
    return source("file:" + folder.resolve("host") + settings);
  }

  private static DataSource memory(String settings) {
    return source("mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1" + settings);
  }

  private static DataSource source(String rest) {
    JdbcDataSource dataSource = new JdbcDataSource();
    dataSource.setURL("jdbc:h2:" + rest);
    return dataSource;
  }
}
