package io.claviger.store.tck.revocation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.spi.Ticker;
import io.claviger.store.tck.revocation.UnsteadyStore.Way;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What a cache round a store must keep, with the store it is used on: two nodes on one database.
 * Keys are disabled, demoted, taken off their whitelist, rotated and deleted through either node,
 * and allowed again, while both answer requests. In the end a history tells whether every answer
 * was right at some instant not longer than {@code maxStaleness} before its request: nobody was
 * admitted later than that after the commit which forbade it, and nobody refused later than that
 * after the commit which allowed it; and what a node changed by itself it saw at once.
 *
 * <p>Whoever extends it closes in an {@code @AfterEach} what it opened. The order, the instances
 * and the time of tests are those of {@link io.claviger.store.tck.ApiKeyStoreContract}.
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
public abstract class RevocationContract extends NodesContract {
  private static final Duration MAX_STALENESS_IN_REAL_TIME = Duration.ofMillis(200);

  /** For subclasses. */
  protected RevocationContract() {}

  /** How many changes are made in a test, in each of three organizations. */
  protected int changes() {
    return 400;
  }

  @Test
  void nobodyIsAdmittedTooLate() throws Exception {
    assertHistory(Way.STEADY);
  }

  @Test
  void norWhereNothingIsDoneInTheBackground() throws Exception {
    assertHistory(this::moveTime, Way.STEADY);
  }

  @Test
  void norWhereTheDatabaseIsCutOff() throws Exception {
    assertHistory(Way.STEADY, Way.CUT);
  }

  @Test
  void norWhereItIsSlow() throws Exception {
    assertHistory(Way.STEADY, Way.STEADY, Way.SLOW);
  }

  @Test
  void norWhereItAnswersLate() throws Exception {
    assertHistory(Way.STEADY, Way.STEADY, Way.LATE);
  }

  @Test
  void norWhereEverythingHappens() throws Exception {
    assertHistory(Way.STEADY, Way.CUT, Way.SLOW, Way.LATE);
  }

  @Test
  void norInRealTime() throws Exception {
    ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    try {
      CacheTime time =
          new CacheTime(
              MAX_STALENESS_IN_REAL_TIME, InstantSource.system(), Ticker.system(), thread);
      Load.Plan plan =
          new Load.Plan(3, Integer.MAX_VALUE, Duration.ofSeconds(3), List.of(Way.STEADY));
      Load load = new Load(nodes(time), Ticker.system(), () -> {}, plan);
      assertExplained(load.run(), MAX_STALENESS_IN_REAL_TIME);
    } finally {
      thread.shutdownNow();
    }
  }

  private void assertHistory(Way... ways) throws Exception {
    assertHistory(this::letTimePass, ways);
  }

  private void assertHistory(Runnable timePasses, Way... ways) throws Exception {
    Load.Plan plan = new Load.Plan(3, changes(), Duration.ofSeconds(20), List.of(ways));
    assertExplained(new Load(nodes(time()), ticker, timePasses, plan).run(), MAX_STALENESS);
  }

  private void assertExplained(List<Request> requests, Duration maxStaleness) {
    long granted = requests.stream().filter(Request::granted).count();
    assertTrue(granted > 100, granted + " requests were granted");
    assertTrue(requests.size() - granted > 100, "too few requests were refused");
    List<Request> wrong =
        requests.stream().filter(each -> !each.isExplained(maxStaleness.toNanos())).toList();
    assertEquals(List.of(), wrong.stream().limit(3).toList(), wrong.size() + " wrong answers");
  }
}
