package io.claviger.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.mysql.cj.jdbc.MysqlDataSource;
import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.Organization;
import io.claviger.model.StoreException;
import io.claviger.model.Usage;
import io.claviger.spi.store.KeyChanges;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.spi.store.UsageCount;
import io.claviger.spi.store.UsageStore;
import io.claviger.spi.store.VerifierReplacement;
import io.claviger.store.jdbc.databases.LogRecorder;
import io.claviger.store.jdbc.databases.Servers;
import io.claviger.store.jdbc.databases.TestDatabase;
import io.claviger.store.tck.Samples;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mariadb.jdbc.MariaDbDataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Driver options that change how rows are counted, batched and reported in errors. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class DriverOptionsTest {
  @RegisterExtension static final Servers.Extension SERVERS = new Servers.Extension();

  private final Servers servers;
  private final Samples samples = new Samples();
  private final Organization organization = samples.organization();
  private final StoredApiKey first = samples.key(organization.id());
  private final StoredApiKey second = samples.key(organization.id());
  private DataSource opened;

  DriverOptionsTest(Servers servers) {
    this.servers = servers;
  }

  static Stream<Arguments> options() {
    return Stream.of(
            Arguments.of(TestDatabase.H2, ""),
            Arguments.of(TestDatabase.POSTGRES_18, ""),
            Arguments.of(TestDatabase.POSTGRES_18, "reWriteBatchedInserts=true"),
            Arguments.of(TestDatabase.POSTGRES_18, "preferQueryMode=simple"),
            Arguments.of(TestDatabase.POSTGRES_18, "prepareThreshold=-1"),
            Arguments.of(TestDatabase.MARIADB, ""),
            Arguments.of(TestDatabase.MARIADB, "useAffectedRows=true"),
            Arguments.of(TestDatabase.MARIADB, "useServerPrepStmts=true"),
            Arguments.of(TestDatabase.MARIADB, "useBulkStmts=true&useBulkStmtsForInserts=true"),
            Arguments.of(TestDatabase.MARIADB, "useBulkStmts=true&useAffectedRows=true"),
            Arguments.of(TestDatabase.MARIADB, "dumpQueriesOnException=true"),
            Arguments.of(TestDatabase.MYSQL, ""),
            Arguments.of(TestDatabase.MYSQL, "useAffectedRows=true"),
            Arguments.of(TestDatabase.MYSQL, "useServerPrepStmts=true&cachePrepStmts=true"),
            Arguments.of(TestDatabase.MYSQL, "rewriteBatchedStatements=true"),
            Arguments.of(TestDatabase.MYSQL, "continueBatchOnError=false"),
            Arguments.of(TestDatabase.MYSQL, "useConfigs=maxPerformance"),
            Arguments.of(TestDatabase.MYSQL, "databaseTerm=SCHEMA"),
            Arguments.of(TestDatabase.MYSQL, "dumpQueriesOnException=true"))
        .filter(each -> TestDatabase.tested().anyMatch(each.get()[0]::equals));
  }

  @ParameterizedTest
  @MethodSource("options")
  void anUpdateToEqualValuesFindsItsKeys(TestDatabase database, String options)
      throws SQLException {
    JdbcApiKeyStore store = store(database, options);
    assertTrue(store.commit(samples.update(organization, update(first, second))));
  }

  @ParameterizedTest
  @MethodSource("options")
  void aKeyThatIsNotThereIsNoticedInABatch(TestDatabase database, String options)
      throws SQLException {
    JdbcApiKeyStore store = store(database, options);
    StoredApiKey missing = samples.key(organization.id());
    Set<ApiKeyId> deleted = Set.of(first.key().id(), missing.key().id());
    for (KeyChanges changes :
        List.of(
            update(first, missing, second),
            new KeyChanges(List.of(), List.of(), Map.of(), deleted))) {
      StoreException refusal =
          assertThrows(
              StoreException.class, () -> store.commit(samples.update(organization, changes)));
      assertTrue(refusal.getMessage().contains(missing.key().id().value()), refusal.getMessage());
      assertUntouched(store);
    }
  }

  @ParameterizedTest
  @MethodSource("options")
  void aTakenIdInABatchIsALostRace(TestDatabase database, String options) throws SQLException {
    JdbcApiKeyStore store = store(database, options);
    List<StoredApiKey> created = List.of(samples.key(organization.id()), first);
    assertFalse(
        store.commit(
            samples.update(organization, new KeyChanges(created, List.of(), Map.of(), Set.of()))));
    assertUntouched(store);
  }

  @ParameterizedTest
  @MethodSource("options")
  void usageIsCountedAndVerifiersAreReplaced(TestDatabase database, String options)
      throws SQLException {
    JdbcApiKeyStore store = store(database, options);
    UsageStore usage = store.extensions().usage().orElseThrow();
    UsageCount use = samples.use(first, samples.instant());
    UsageCount gone = samples.use(samples.key(organization.id()), samples.instant());
    for (int times = 1; times <= 3; times++) {
      assertTrue(usage.add(List.of(use, gone)));
      assertEquals(
          new Usage(times, use.usage().last()),
          usage.usage(organization.id(), Set.of(first.key().id())).get(first.key().id()).key());
    }
    VerifierReplacement replacement = samples.replacement(first);
    assertTrue(store.extensions().verifiers().orElseThrow().replace(replacement));
    assertFalse(store.extensions().verifiers().orElseThrow().replace(replacement));
  }

  /** Drivers quote bound values if a batch fails, or with an option. */
  @ParameterizedTest
  @MethodSource("options")
  void noErrorTellsAVerifier(TestDatabase database, String options) throws SQLException {
    JdbcApiKeyStore store = store(database, options);
    Checks.execute(opened, "alter table claviger_secret drop column hint");
    StoredApiKey more = samples.key(organization.id());
    StoredApiKey evenMore = samples.key(organization.id());
    for (List<StoredApiKey> created : List.of(List.of(more), List.of(more, evenMore))) {
      KeyChanges changes = new KeyChanges(created, List.of(), Map.of(), Set.of());
      StoreException refusal =
          assertThrows(
              StoreException.class, () -> store.commit(samples.update(organization, changes)));
      String all = LogRecorder.text(refusal);
      String verifier = more.secrets().get(0).verifiers().get(0).encoded();
      assertFalse(all.contains(verifier), all);
      assertTrue(refusal.getMessage().contains("Schema.migrate"), refusal.getMessage());
    }
  }

  private JdbcApiKeyStore store(TestDatabase database, String options) throws SQLException {
    opened = servers.freshDatabase(database);
    Schema.migrate(opened);
    if (opened instanceof PGSimpleDataSource postgres) {
      postgres.setUrl(postgres.getUrl() + "&" + options);
    } else if (opened instanceof MariaDbDataSource mariaDb) {
      mariaDb.setUrl(mariaDb.getUrl() + "&" + options);
    } else if (opened instanceof MysqlDataSource mysql) {
      mysql.setUrl(mysql.getUrl() + "&" + options);
    }
    JdbcApiKeyStore store = new JdbcApiKeyStore(opened);
    assertTrue(store.commit(samples.creation(organization, first, second)));
    return store;
  }

  private void assertUntouched(JdbcApiKeyStore store) {
    assertEquals(
        Map.of(first.key().id(), first, second.key().id(), second),
        store
            .read(organization.id(), Set.of(first.key().id(), second.key().id()))
            .orElseThrow()
            .keys());
  }

  private static KeyChanges update(StoredApiKey... keys) {
    List<ApiKey> updated = Stream.of(keys).map(StoredApiKey::key).toList();
    return new KeyChanges(List.of(), updated, Map.of(), Set.of());
  }
}
