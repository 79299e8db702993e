package io.claviger.store.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.claviger.ApiKeys;
import io.claviger.Claviger;
import io.claviger.access.Caller;
import io.claviger.model.OrganizationId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/** The writers of one process, which all change the same organization. */
final class FairWriters {
  /** Long enough for a machine that is busy with other work. */
  private static final Duration DEADLINE = Duration.ofMinutes(2);

  private FairWriters() {}

  /**
   * Runs writers as a process of its own, from the moment at which it can read a line. Prints a
   * line when it is ready, and then one for each writer.
   *
   * @param arguments the URL of the database, the organization, the numbers of writers and changes
   */
  public static void main(String[] arguments) throws Exception {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(arguments[0]);
    try (HikariDataSource pool = new HikariDataSource(config)) {
      JdbcApiKeyStore store = new JdbcApiKeyStore(pool);
      store.check();
      System.out.println("ready");
      int first = System.in.read();
      if (first >= 0) {
        change(
                store,
                new OrganizationId(arguments[1]),
                Integer.parseInt(arguments[2]),
                Integer.parseInt(arguments[3]))
            .forEach(FairWriters::print);
      }
    }
  }

  private static void print(List<Long> revisions) {
    System.out.println(revisions.stream().map(String::valueOf).collect(Collectors.joining(" ")));
  }

  /**
   * Lets each writer make its changes, one after another. Returns the numbers of the revisions that
   * each writer made. Throws if a writer gives up.
   */
  static List<List<Long>> change(
      JdbcApiKeyStore store, OrganizationId organization, int writers, int changes)
      throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(writers);
    try (Claviger claviger = Claviger.builder(store).changeDeadline(DEADLINE).build()) {
      ApiKeys keys = claviger.actingAs(Caller.application("writer"));
      Callable<List<Long>> writer =
          () -> {
            List<Long> made = new ArrayList<>();
            for (int i = 0; i < changes; i++) {
              made.add(keys.bumpRevision(organization).revision().number());
            }
            return made;
          };
      List<Future<List<Long>>> running = new ArrayList<>();
      for (int i = 0; i < writers; i++) {
        running.add(threads.submit(writer));
      }
      List<List<Long>> made = new ArrayList<>();
      for (Future<List<Long>> one : running) {
        made.add(one.get());
      }
      return made;
    } finally {
      threads.shutdownNow();
    }
  }
}
