package io.claviger.store.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.claviger.store.jdbc.databases.KillableServer;
import io.claviger.store.jdbc.databases.TestDatabase;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;

/**
 * A server is killed under load and started again on the same data. The application keeps its pool.
 * More rounds: {@code -Dclaviger.kills=20}.
 */
@Tag("databases")
final class KilledServerTest {
  private static final int ROUNDS = Integer.getInteger("claviger.kills", 3);

  @EachDatabase(only = {TestDatabase.POSTGRES_18, TestDatabase.MARIADB, TestDatabase.MYSQL})
  @Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void whatWasAcknowledgedIsThere(TestDatabase database) throws Exception {
    try (KillableServer server = KillableServer.start(database);
        HikariDataSource pool = pool(server)) {
      Schema.migrate(pool);
      ChangeHistory history = new ChangeHistory(new JdbcApiKeyStore(pool));
      for (int round = 0; round < ROUNDS; round++) {
        history.during(
            () -> {
              history.awaitChanges(20);
              server.kill();
              server.restart();
              history.awaitChanges(20);
            });
        history.assertKept();
      }
    }
  }

  private static HikariDataSource pool(KillableServer server) throws Exception {
    HikariConfig config = new HikariConfig();
    config.setDataSource(server.freshDatabase());
    config.setConnectionTimeout(3_000);
    config.setValidationTimeout(1_000);
    return new HikariDataSource(config);
  }
}
