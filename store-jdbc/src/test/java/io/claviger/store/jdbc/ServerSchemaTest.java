package io.claviger.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.Organization;
import io.claviger.store.jdbc.databases.Servers;
import io.claviger.store.jdbc.databases.TestDatabase;
import io.claviger.store.tck.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Creates the tables with several callers at once, and after a call that was killed anywhere. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ServerSchemaTest {
  @RegisterExtension static final Servers.Extension SERVERS = new Servers.Extension();

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

  private void assertWorks(DataSource dataSource) {
    JdbcApiKeyStore store = new JdbcApiKeyStore(dataSource);
    store.check();
    Organization organization = samples.organization();
    assertTrue(store.commit(samples.creation(organization, samples.key(organization.id()))));
  }
}
