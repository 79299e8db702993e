package io.claviger.store.jdbc;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.claviger.store.jdbc.databases.PatroniCluster;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Patroni gives the leadership of three servers to another one under load, with synchronous
 * replication and the settings that the documents name. The short form lets it hang; {@code
 * -Dclaviger.failovers=20} does everything 20 times.
 */
@Tag("databases")
@Timeout(value = 30, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@EnabledIf("io.claviger.store.jdbc.Installed#patroni")
final class PatroniTest {
  /** Why another node becomes the leader. */
  enum Cause {
    SWITCH_OVER,
    KILLED,
    HANGS
  }

  private static final int ROUNDS = Integer.getInteger("claviger.failovers", 0);

  private static PatroniCluster cluster;

  private LoadDuringFailover load;

  @BeforeAll
  static void startCluster() throws Exception {
    cluster = PatroniCluster.start();
  }

  @AfterAll
  static void stopCluster() {
    cluster.close();
  }

  @BeforeEach
  void start() {
    load =
        new LoadDuringFailover(
            config -> config.setJdbcUrl(cluster.url("&connectTimeout=2&socketTimeout=10")));
  }

  @AfterEach
  void stop() {
    load.close();
  }

  @Test
  void theCheckFindsNothing() {
    Checks.assertFit(load.dataSource());
  }

  static Stream<Cause> causes() {
    return ROUNDS > 0 ? Stream.of(Cause.values()) : Stream.of(Cause.HANGS);
  }

  @ParameterizedTest
  @MethodSource("causes")
  void changesStayAndRevokedKeysDoNotComeBack(Cause cause) throws Exception {
    for (int round = 0; round < Math.max(1, ROUNDS); round++) {
      load.assertKeptDuring(new Failed(cause, cluster.awaitLeader()));
    }
  }

  /**
   * Without a watchdog, its server goes on beside the new leader. It acknowledges no change, but
   * nodes that are connected to it may see no change of the others.
   */
  @Test
  void changesStayIfOnlyTheAgentHangs() throws Exception {
    assumeTrue(ROUNDS > 0, "the short form");
    ChangeHistory history = load.changes();
    history.during(
        () -> {
          history.awaitChanges(LoadDuringFailover.FEW);
          int leader = cluster.awaitLeader();
          cluster.pause(leader, false);
          cluster.awaitLeaderBeside(leader);
          history.awaitCalls(1);
          cluster.resume(leader);
          cluster.awaitStandbys(2);
          history.awaitChanges(LoadDuringFailover.FEW);
        });
    history.assertKept();
  }

  /** One node, which is the leader before. */
  private record Failed(Cause cause, int leader) implements LoadDuringFailover.Failure {
    @Override
    public void begin() throws Exception {
      switch (cause) {
        case SWITCH_OVER -> cluster.switchOver(leader);
        case KILLED -> cluster.kill(leader);
        case HANGS -> cluster.pause(leader, true);
      }
      cluster.awaitLeaderBeside(leader);
    }

    @Override
    public void end() throws Exception {
      if (cause == Cause.KILLED) {
        cluster.restart(leader);
      } else {
        cluster.resume(leader);
      }
      cluster.awaitStandbys(2);
    }
  }
}
