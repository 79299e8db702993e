package io.claviger.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.Organization;
import io.claviger.store.jdbc.databases.Servers;
import io.claviger.store.jdbc.databases.TestDatabase;
import io.claviger.store.tck.Samples;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Creates the tables with several callers at once, and after a call that was killed anywhere. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ServerSchemaTest {
  @RegisterExtension static final Servers.Extension SERVERS = new Servers.Extension();

  private static final String HERE = "_schema = database()";

  /** Each query returns one text for each row. */
  private static final List<String> STRUCTURE =
      List.of(
          "select concat_ws(' ', table_name, ordinal_position, column_name, data_type,"
              + " character_maximum_length, is_nullable, character_set_name,"
              + " replace(collation_name, '0900', 'nopad'))"
              + (" from information_schema.columns where table" + HERE),
          "select concat_ws(' ', table_name, index_name, seq_in_index, column_name, non_unique,"
              + (" collation) from information_schema.statistics where table" + HERE),
          "select concat_ws(' ', table_name, referenced_table_name, delete_rule = 'CASCADE')"
              + (" from information_schema.referential_constraints where constraint" + HERE),
          "select regexp_replace(check_clause, '_[a-z0-9]+|[^a-z ,]', '')"
              + (" from information_schema.check_constraints where constraint" + HERE));

  private final Samples samples = new Samples();
  private final Servers servers;

  ServerSchemaTest(Servers servers) {
    this.servers = servers;
  }

  @EachDatabase
  void severalMayApplyItAtOnce(TestDatabase database) throws Exception {
    for (int round = 0; round < 5; round++) {
      DataSource dataSource = servers.freshDatabase(database);
      int callers = 4;
      CyclicBarrier start = new CyclicBarrier(callers);
      ExecutorService threads = Executors.newFixedThreadPool(callers);
      try {
        Callable<Void> call =
            () -> {
              start.await();
              Schema.migrate(dataSource);
              return null;
            };
        List<Future<Void>> calls = new ArrayList<>();
        for (int i = 0; i < callers; i++) {
          calls.add(threads.submit(call));
        }
        for (Future<Void> each : calls) {
          each.get();
        }
      } finally {
        threads.shutdownNow();
      }
      assertWorks(dataSource);
    }
  }

  @EachDatabase
  void aCallThatDiedHalfWayIsMadeGood(TestDatabase database) throws Exception {
    List<String> statements = SchemaFiles.statements(database);
    assertTrue(statements.size() >= 9, "found " + statements.size());
    for (int done = 0; done <= statements.size(); done++) {
      DataSource dataSource = servers.freshDatabase(database);
      Checks.execute(dataSource, statements.subList(0, done).toArray(String[]::new));
      Schema.migrate(dataSource);
      assertWorks(dataSource);
    }
  }

  /** Its first file makes what all files of MariaDB make together. */
  @Tag("databases")
  @EachDatabase(only = TestDatabase.MYSQL)
  void mySqlHasTheTablesOfMariaDb(TestDatabase database) throws Exception {
    DataSource mySql = Checks.migrated(servers.freshDatabase(database));
    DataSource mariaDb = Checks.migrated(servers.freshDatabase(TestDatabase.MARIADB));
    for (String select : STRUCTURE) {
      Set<String> expected = rows(mariaDb, select);
      assertFalse(expected.isEmpty(), select);
      assertEquals(expected, rows(mySql, select));
    }
  }

  private static Set<String> rows(DataSource dataSource, String select) throws SQLException {
    Set<String> rows = new TreeSet<>();
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(select)) {
      while (result.next()) {
        rows.add(result.getString(1));
      }
    }
    return rows;
  }

  private void assertWorks(DataSource dataSource) {
    JdbcApiKeyStore store = new JdbcApiKeyStore(dataSource);
    store.check();
    Organization organization = samples.organization();
    assertTrue(store.commit(samples.creation(organization, samples.key(organization.id()))));
  }
}
