package io.claviger.store.jdbc;

import static java.util.stream.Collectors.joining;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.claviger.access.Credential;
import io.claviger.model.OrganizationId;
import io.claviger.model.PrivateKey;
import io.claviger.model.PublicKey;
import io.claviger.store.cache.CacheMetrics;
import io.claviger.store.cache.CachingApiKeyStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * A process of {@link SoakTest}. It makes changes and checks credentials until its input ends, and
 * prints a line for everything that the test has to know.
 */
final class SoakNode {
  static final Duration BOUND = Duration.ofSeconds(1);

  private static final int WRITERS = 4;
  private static final long PAUSE_NANOS = 2_000_000;

  /** Longer, since checks from memory would leave no processor time for changes. */
  private static final long PAUSE_OF_CHECKS_NANOS = 10_000_000;

  private static final Duration SETTLED = Duration.ofSeconds(60);

  private final SoakFeed feed;
  private final CachingApiKeyStore cache;
  private final CachedNode node;
  private final SoakKeys keys;
  private final SoakWriter.Revisions revisions = new SoakWriter.Revisions();
  private volatile boolean over;
  private int threadsAtFirst;

  private SoakNode(SoakFeed feed, List<OrganizationId> organizations) {
    this.feed = feed;
    this.cache =
        CachingApiKeyStore.builder(feed)
            .maxStaleness(BOUND)
            .loadTimeout(Duration.ofSeconds(2))
            .build();
    this.node = new CachedNode(cache, revisions);
    this.keys = new SoakKeys(node, BOUND, organizations);
  }

  /**
   * Runs the process.
   *
   * @param arguments the URL of the database, a number of this process, one of how many versions
   *     its change feed hides, and organizations: all processes change the first one, and only this
   *     process the others. So other processes see those changes by their caches only
   */
  public static void main(String[] arguments) throws Exception {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(arguments[0]);
    config.setConnectionTimeout(3_000);
    config.setValidationTimeout(1_000);
    try (HikariDataSource pool = new HikariDataSource(config)) {
      List<OrganizationId> organizations =
          Stream.of(arguments).skip(3).map(OrganizationId::new).toList();
      SoakFeed feed = new SoakFeed(new JdbcApiKeyStore(pool), Integer.parseInt(arguments[2]));
      SoakNode soak = new SoakNode(feed, organizations);
      soak.cache.check();
      soak.run(Integer.parseInt(arguments[1]), organizations);
    }
  }

  private void run(int number, List<OrganizationId> organizations) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(WRITERS + 2);
    try {
      List<Future<?>> running = new ArrayList<>();
      running.add(threads.submit(() -> repeat(keys::useCached, PAUSE_OF_CHECKS_NANOS)));
      running.add(threads.submit(() -> repeat(keys::useAll, PAUSE_OF_CHECKS_NANOS)));
      for (int i = 0; i < WRITERS; i++) {
        int seed = number * WRITERS + i;
        // Only one waits for the other processes, so that many changes are made.
        List<OrganizationId> changed =
            i == 0 ? organizations.subList(0, 2) : organizations.subList(1, organizations.size());
        SoakWriter writer = new SoakWriter(node, keys, revisions, changed, seed);
        running.add(threads.submit(() -> repeat(writer::makeOne, PAUSE_NANOS)));
      }
      print("ready");
      read();
      over = true;
      for (Future<?> each : running) {
        each.get();
      }
    } finally {
      over = true;
      threads.shutdownNow();
    }
    keys.reportAll();
    printFeed();
    printLoadOnceSettled();
    node.close();
    print("done");
  }

  private void repeat(Runnable task, long pause) {
    try {
      while (!over) {
        task.run();
        LockSupport.parkNanos(pause);
      }
    } finally {
      over = true;
    }
  }

  /** Reads the keys of other processes, until the test ends. */
  private void read() throws IOException {
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = input.readLine(); line != null && !over; line = input.readLine()) {
      String[] words = line.split(" ", -1);
      if (words[0].equals("measure")) {
        threadsAtFirst = threads();
        printLoad();
      } else {
        Credential pair = Credential.pair(new PublicKey(words[3]), PrivateKey.of(words[4]));
        keys.add(new OrganizationId(words[1]), words[2], pair, Long.parseLong(words[5]));
      }
    }
  }

  private void printFeed() {
    CacheMetrics metrics = cache.metrics();
    CacheMetrics.LookupCounts counts = metrics.counts();
    print(
        "feed",
        feed.answers(),
        counts.confirmations(),
        counts.rechecks(),
        counts.feedMissed(),
        metrics.pendingChanges(),
        counts.hits(),
        counts.loads());
  }

  /** Reads that hang end by the limits of the driver and of the pool. */
  private void printLoadOnceSettled() {
    long start = System.nanoTime();
    while (threads() > threadsAtFirst && System.nanoTime() - start < SETTLED.toNanos()) {
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    printLoad();
  }

  private static void printLoad() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    long heap = runtime.totalMemory() - runtime.freeMemory();
    print("load", threads(), heap);
  }

  private static int threads() {
    return Thread.getAllStackTraces().size();
  }

  /** Prints these words as one line. */
  static void print(Object... words) {
    System.out.println(Stream.of(words).map(String::valueOf).collect(joining(" ")));
  }
}
