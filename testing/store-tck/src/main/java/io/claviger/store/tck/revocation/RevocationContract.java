package io.claviger.store.tck.revocation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.spi.Ticker;
import io.claviger.store.tck.revocation.UnsteadyStore.Connection;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The tests that a cache around a store must pass, with two nodes on one database. While both nodes
 * answer requests, keys are disabled, demoted, removed from their whitelist, rotated and deleted
 * through either node, and allowed again. If the store has {@link
 * io.claviger.spi.store.RevokedTokens}, an access token is revoked, too, and each request presents
 * one.
 *
 * <p>The tests check each answer against the history of its key. The answer must have been right at
 * some instant, at most {@code maxStaleness} before its request. So no request is admitted later
 * than that after the commit that forbids it, and none is refused later than that after the commit
 * that allows it. A node must see its own changes at once.
 *
 * <p>A subclass closes its database in an {@code @AfterEach}. Tests run one after another, each on
 * its own instance, and have two minutes each.
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
public abstract class RevocationContract extends NodesContract {
  private static final Duration MAX_STALENESS_IN_REAL_TIME = Duration.ofMillis(200);

  /** Creates the contract; its subclasses are test classes. */
  protected RevocationContract() {}

  /** Returns how many changes a test makes in each of three organizations. */
  protected int changes() {
    return 400;
  }

  @Test
  void nobodyIsAdmittedTooLate() throws Exception {
    assertHistory(Connection.STEADY);
  }

  @Test
  void norWhereNothingIsDoneInTheBackground() throws Exception {
    assertHistory(this::moveTime, Connection.STEADY);
  }

  @Test
  void norWhereTheDatabaseIsCutOff() throws Exception {
    assertHistory(Connection.STEADY, Connection.CUT);
  }

  @Test
  void norWhereItIsSlow() throws Exception {
    assertHistory(Connection.STEADY, Connection.STEADY, Connection.SLOW);
  }

  @Test
  void norWhereItAnswersLate() throws Exception {
    assertHistory(Connection.STEADY, Connection.STEADY, Connection.LATE);
  }

  @Test
  void norWhereEverythingHappens() throws Exception {
    assertHistory(Connection.STEADY, Connection.CUT, Connection.SLOW, Connection.LATE);
  }

  @Test
  void norInRealTime() throws Exception {
    ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    try {
      CacheTime time =
          new CacheTime(
              MAX_STALENESS_IN_REAL_TIME, InstantSource.system(), Ticker.system(), thread);
      Load.Plan plan =
          new Load.Plan(3, Integer.MAX_VALUE, Duration.ofSeconds(3), List.of(Connection.STEADY));
      Load load = new Load(nodes(time), Ticker.system(), () -> {}, plan);
      assertExplained(load.run(), MAX_STALENESS_IN_REAL_TIME);
    } finally {
      thread.shutdownNow();
    }
  }

  private void assertHistory(Connection... connections) throws Exception {
    assertHistory(this::letTimePass, connections);
  }

  private void assertHistory(Runnable timePasses, Connection... connections) throws Exception {
    Load.Plan plan = new Load.Plan(3, changes(), Duration.ofSeconds(40), List.of(connections));
    assertExplained(new Load(nodes(time()), ticker, timePasses, plan).run(), MAX_STALENESS);
  }

  private void assertExplained(List<Request> requests, Duration maxStaleness) {
    long granted = requests.stream().filter(Request::granted).count();
    assertTrue(granted >= Load.FEWEST_ANSWERS, granted + " requests were granted");
    long refused = requests.size() - granted;
    assertTrue(refused >= Load.FEWEST_ANSWERS, refused + " requests were refused");
    List<Request> wrong =
        requests.stream().filter(each -> !each.isExplained(maxStaleness.toNanos())).toList();
    assertEquals(List.of(), wrong.stream().limit(3).toList(), wrong.size() + " wrong answers");
  }
}
