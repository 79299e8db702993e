package io.claviger.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.Organization;
import io.claviger.model.OrganizationId;
import io.claviger.spi.Ticker;
import io.claviger.spi.store.ApiKeyStore;
import io.claviger.spi.store.ChangeFeed;
import io.claviger.store.jdbc.databases.Connections;
import io.claviger.store.jdbc.databases.JdbcProxies;
import io.claviger.store.jdbc.databases.MySqlGroup;
import io.claviger.store.tck.Samples;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A group of three members of MySQL with one primary, which changes under load, with the settings
 * that the documents name. The short form lets it hang; {@code -Dclaviger.failovers=20} does
 * everything 20 times.
 */
@Tag("databases")
@Timeout(value = 30, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@EnabledIf("io.claviger.store.jdbc.Installed#mySql")
final class MySqlGroupTest {
  /** Why another member becomes the primary. */
  enum Cause {
    SWITCH_OVER,
    KILLED,
    PAUSED
  }

  private static final int ROUNDS = Integer.getInteger("claviger.failovers", 0);

  private static final String CONSISTENCY = "select @@session.group_replication_consistency";

  private static MySqlGroup group;

  private DataSource database;

  @BeforeAll
  static void startGroup() throws Exception {
    group = MySqlGroup.start();
  }

  @AfterAll
  static void stopGroup() {
    group.close();
  }

  @BeforeEach
  void createTables() throws Exception {
    database = group.freshDatabase();
    Schema.migrate(database);
  }

  static Stream<Cause> causes() {
    return ROUNDS > 0 ? Stream.of(Cause.values()) : Stream.of(Cause.PAUSED);
  }

  @ParameterizedTest
  @MethodSource("causes")
  void changesStayAndRevokedKeysDoNotComeBack(Cause cause) throws Exception {
    try (LoadDuringFailover load =
        new LoadDuringFailover(config -> config.setDataSource(database))) {
      for (int round = 0; round < Math.max(1, ROUNDS); round++) {
        load.assertKeptDuring(new Failed(cause, group.awaitPrimary()));
      }
    }
  }

  /** One member, which is the primary before. */
  private record Failed(Cause cause, int primary) implements LoadDuringFailover.Failure {
    @Override
    public void begin() throws Exception {
      switch (cause) {
        case SWITCH_OVER -> group.switchOver(primary);
        case KILLED -> group.kill(primary);
        case PAUSED -> group.pause(primary);
      }
      group.awaitPrimaryBeside(primary);
    }

    @Override
    public void end() throws Exception {
      if (cause == Cause.KILLED) {
        group.restart(primary);
      } else {
        group.resume(primary);
      }
      group.awaitMembers(3);
    }
  }

  /** The members share the history and the positions of their group. */
  @Test
  void theFeedGoesOnOverASwitchOfThePrimary() throws Exception {
    ApiKeyStore store = new JdbcApiKeyStore(database);
    ChangeFeed feed = store.extensions().changeFeed().orElseThrow();
    ChangeFeed.Position begin = feed.now();
    Samples samples = new Samples();
    Organization first = samples.organization();
    assertTrue(store.commit(samples.creation(first)));
    assertEquals(1, feed.assignPositions());

    int primary = group.awaitPrimary();
    group.switchOver(primary);
    group.awaitPrimaryBeside(primary);

    Organization second = samples.organization();
    assertTrue(store.commit(samples.creation(second)));
    Set<OrganizationId> changed = feed.since(begin).orElseThrow().versions().keySet();
    assertEquals(Set.of(first.id(), second.id()), changed);
    assertEquals(1, feed.assignPositions());
  }

  /**
   * The next connection may lead to a member that lags. A member that leaves the group while it
   * waits for the others says that it rolled back (3101), although they may have the change.
   */
  @ParameterizedTest
  @CsvSource({"08006, 0", "40000, 3101"})
  void theSearchForALostCommitWaitsForTheGroup(String state, int code) throws Exception {
    DataSource relaxed =
        group.primary(
            database.getConnection().getCatalog(),
            "&sessionVariables=group_replication_consistency='AFTER'");
    List<String> seen = new ArrayList<>();
    DataSource losing =
        JdbcProxies.connections(
            relaxed,
            raw ->
                (method, arguments, call) -> {
                  if (method.equals("setAutoCommit") && arguments[0].equals(false)) {
                    seen.add("begin " + Connections.first(raw, CONSISTENCY));
                  }
                  if (method.equals("close")) {
                    seen.add("end " + Connections.first(raw, CONSISTENCY));
                  }
                  Object result = call.proceed();
                  if (method.equals("commit") && seen.get(seen.size() - 1).equals("begin AFTER")) {
                    throw new SQLException("the answer was lost", state, code);
                  }
                  return result;
                });
    Samples samples = new Samples();
    JdbcStore losingStore = new JdbcStore(losing, AutoCommit.ON, Ticker.system());

    assertTrue(losingStore.commit(samples.creation(samples.organization())));

    assertTrue(seen.contains("begin BEFORE"), seen.toString());
    assertEquals("end AFTER", seen.get(seen.size() - 1));
  }

  @Test
  void theCheckFindsThatTheBinaryLogIsNotDurable() throws Exception {
    group.onEach("set global sync_binlog = 0");
    try {
      Checks.assertFinds(database, "sync_binlog is 0", "rolled back", "set it to 1");
    } finally {
      group.onEach("set global sync_binlog = 1");
    }
  }

  @Test
  void theCheckFindsASessionWhoseChangesStayOnItsMember() throws Exception {
    DataSource alone =
        group.primary(database.getConnection().getCatalog(), MySqlGroup.WAITING + ",sql_log_bin=0");
    Checks.assertFinds(alone, "sql_log_bin is off", "no other member", "leave it on");
  }

  @Test
  void theCheckFindsSeveralPrimaries() throws Exception {
    group.ask("select group_replication_switch_to_multi_primary_mode()");
    try {
      Checks.assertFinds(database, "single_primary_mode is OFF", "one primary");
    } finally {
      group.ask("select group_replication_switch_to_single_primary_mode()");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "EVENTUAL, '', group_replication_consistency is EVENTUAL, revocation",
    "BEFORE_ON_PRIMARY_FAILOVER, exit_state_action = READ_ONLY,"
        + " group_replication_exit_state_action is READ_ONLY, OFFLINE_MODE",
    "BEFORE_ON_PRIMARY_FAILOVER, unreachable_majority_timeout = 0,"
        + " group_replication_unreachable_majority_timeout is 0, a few seconds"
  })
  void theCheckFindsMembersThatAnswerAlone(
      String consistency, String setting, String found, String remedy) throws Exception {
    String safe = "set global group_replication_";
    group.onEach(
        safe + "exit_state_action = OFFLINE_MODE", safe + "unreachable_majority_timeout = 5");
    if (!setting.isEmpty()) {
      group.onEach(safe + setting);
    }
    try {
      DataSource relaxed =
          group.primary(
              database.getConnection().getCatalog(),
              "&sessionVariables=group_replication_consistency='" + consistency + "'");
      Checks.assertFinds(relaxed, found, remedy);
      Checks.assertFit(database);
    } finally {
      group.onEach(
          safe + "exit_state_action = OFFLINE_MODE", safe + "unreachable_majority_timeout = 0");
    }
  }
}
