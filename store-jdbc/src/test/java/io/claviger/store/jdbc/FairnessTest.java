package io.claviger.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.mysql.cj.jdbc.MysqlDataSource;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.claviger.Claviger;
import io.claviger.access.Caller;
import io.claviger.model.NewApiKey;
import io.claviger.model.Organization;
import io.claviger.model.Role;
import io.claviger.store.jdbc.databases.Connections;
import io.claviger.store.jdbc.databases.Servers;
import io.claviger.store.jdbc.databases.TestDatabase;
import io.claviger.store.tck.Samples;
import io.claviger.testing.process.ChildJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.mariadb.jdbc.MariaDbDataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Many writers of one organization take turns: none gives up, and none is overtaken much more often
 * than the others. Turns are counted in revisions, so a slow machine does not matter.
 */
@Tag("databases")
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class FairnessTest {
  @RegisterExtension static final Servers.Extension SERVERS = new Servers.Extension();

  /** So many that a writer can be overtaken more often than is fair. */
  private static final int CHANGES = 50;

  private static final int PROCESSES = 4;
  private static final int WRITERS = 64;
  private static final int CLIENTS = 60;
  private static final int CREATIONS = 150;

  private final Servers servers;
  private final Organization organization = new Samples().organization();

  FairnessTest(Servers servers) {
    this.servers = servers;
  }

  @Test
  void writersOfOneProcessTakeTurns() throws Exception {
    try (HikariDataSource pool = pool(TestDatabase.H2)) {
      JdbcApiKeyStore store = create(pool);
      assertFair(store, FairWriters.change(store, organization.id(), WRITERS, CHANGES));
    }
  }

  @EachDatabase(except = {TestDatabase.H2, TestDatabase.POSTGRES_14})
  void writersOfFourProcessesTakeTurns(TestDatabase database) throws Exception {
    DataSource dataSource = servers.freshDatabase(database);
    JdbcApiKeyStore store = create(dataSource);
    List<Process> processes = new ArrayList<>();
    try {
      for (int i = 0; i < PROCESSES; i++) {
        processes.add(
            ChildJvm.start(
                FairWriters.class,
                url(dataSource),
                organization.id().value(),
                Integer.toString(WRITERS / PROCESSES),
                Integer.toString(CHANGES)));
      }
      List<List<Long>> revisions = revisions(processes);
      assertEquals(WRITERS, revisions.size(), "writers that made all their changes");
      assertFair(store, revisions);
    } finally {
      processes.forEach(Process::destroyForcibly);
    }
  }

  /** Waits for all processes before any of them begins. */
  private static List<List<Long>> revisions(List<Process> processes) throws IOException {
    List<BufferedReader> outputs =
        processes.stream().map(each -> each.inputReader(StandardCharsets.UTF_8)).toList();
    for (BufferedReader output : outputs) {
      assertEquals("ready", output.readLine());
    }
    for (Process process : processes) {
      process.getOutputStream().write('\n');
      process.getOutputStream().flush();
    }
    return outputs.stream().flatMap(BufferedReader::lines).map(FairnessTest::numbers).toList();
  }

  private static List<Long> numbers(String line) {
    return Arrays.stream(line.split(" ")).map(Long::valueOf).toList();
  }

  private void assertFair(JdbcApiKeyStore store, List<List<Long>> revisions) {
    long first = organization.revision().number();
    long made = revisions.stream().mapToLong(List::size).sum();
    assertEquals(
        LongStream.rangeClosed(first + 1, first + made).boxed().toList(),
        revisions.stream().flatMap(List::stream).sorted().toList());
    long[] turns = revisions.stream().flatMapToLong(each -> turns(first, each)).sorted().toArray();
    long median = turns[turns.length / 2];
    long longest = turns[turns.length - 1];
    assertTrue(longest <= 20 * median, "longest " + longest + ", median " + median);
    assertEquals(
        first + made,
        store.revisions(Set.of(organization.id())).get(organization.id()).revision().number());
  }

  /** Returns how many changes of all writers there were for each of one writer. */
  private static LongStream turns(long first, List<Long> revisions) {
    return LongStream.range(0, revisions.size())
        .map(i -> revisions.get((int) i) - (i == 0 ? first : revisions.get((int) i - 1)));
  }

  /** A transaction of the application cannot be repeated by the library. */
  @EachDatabase(except = TestDatabase.H2, also = TestDatabase.PGBOUNCER)
  void changesInTransactionsOfTheApplicationWait(TestDatabase database) throws Exception {
    DataSource dataSource = servers.freshDatabase(database);
    JdbcApiKeyStore store = create(dataSource);
    Checks.execute(dataSource, "create table customer (name varchar(20))");
    ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
    try (Claviger claviger = Claviger.of(store)) {
      List<Future<?>> running =
          Stream.<Future<?>>generate(() -> threads.submit(() -> signUp(dataSource, claviger)))
              .limit(CREATIONS)
              .toList();
      for (Future<?> one : running) {
        one.get();
      }
    } finally {
      threads.shutdownNow();
    }
    assertEquals(
        CREATIONS,
        store.read(organization.id(), Set.of()).orElseThrow().organization().counters().apiKeys());
  }

  private Void signUp(DataSource dataSource, Claviger claviger) throws SQLException {
    try (Connection connection = Checks.transaction(dataSource)) {
      Connections.execute(connection, "insert into customer (name) values ('Acme')");
      claviger
          .within(JdbcApiKeyStore.within(connection))
          .actingAs(Caller.application("sign-up"))
          .create(organization.id(), NewApiKey.of("key", Role.ORG_MEMBER));
      connection.commit();
    }
    return null;
  }

  private JdbcApiKeyStore create(DataSource dataSource) {
    JdbcApiKeyStore store = new JdbcApiKeyStore(Checks.migrated(dataSource));
    assertTrue(store.commit(new Samples().creation(organization)));
    return store;
  }

  private HikariDataSource pool(TestDatabase database) throws SQLException {
    HikariConfig config = new HikariConfig();
    config.setDataSource(servers.freshDatabase(database));
    return new HikariDataSource(config);
  }

  private static String url(DataSource dataSource) {
    if (dataSource instanceof MysqlDataSource mysql) {
      return mysql.getUrl() + "&user=" + mysql.getUser();
    }
    return dataSource instanceof PGSimpleDataSource postgres
        ? postgres.getUrl() + "&user=" + postgres.getUser()
        : ((MariaDbDataSource) dataSource).getUrl();
  }
}
