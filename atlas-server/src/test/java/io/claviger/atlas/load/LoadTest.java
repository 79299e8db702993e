package io.claviger.atlas.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.atlas.start.ServerProcess;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Reads and writes of many clients at once: no response is wrong. How many there were, and how long
 * they took, is printed, not judged; to measure, run it alone, with {@code
 * -Dtests.jvm=-XX:+TieredCompilation}. Only in the thorough build: {@code mvn -Pclients verify}.
 */
@Tag("clients")
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class LoadTest {
  private static final int CLIENTS = 8;
  private static final Duration LENGTH = Duration.ofSeconds(10);
  private static final long MAX_RESIDENT = 700L * 1024 * 1024;

  @TempDir Path data;

  @Test
  void inMemory() throws Exception {
    try (ServerProcess server = ServerProcess.start(data, "--store", "memory")) {
      run("memory", server);
    }
  }

  @Test
  void onPostgresql() throws Exception {
    try (EmbeddedPostgres database =
            EmbeddedPostgres.builder()
                .setServerConfig("synchronous_commit", "on")
                .setPGStartupWait(Duration.ofMinutes(1))
                .start();
        ServerProcess server =
            ServerProcess.start(
                data,
                "--store",
                "postgresql",
                "--url",
                database.getJdbcUrl("postgres", "postgres"))) {
      run("PostgreSQL", server);
    }
  }

  private static void run(String store, ServerProcess server) throws Exception {
    List<String> wrong = new CopyOnWriteArrayList<>();
    long end = System.nanoTime() + LENGTH.toNanos();
    ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
    List<Long> nanos = new ArrayList<>();
    try {
      List<Future<List<Long>>> workers = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        DigestSession session =
            new DigestSession(
                HttpClient.newHttpClient(), server.url(), server.publicKey(), server.privateKey());
        workers.add(
            threads.submit(
                new Worker(
                    session,
                    "client " + i,
                    server.organization(),
                    () -> System.nanoTime() < end,
                    wrong)));
      }
      for (Future<List<Long>> worker : workers) {
        nanos.addAll(worker.get());
      }
    } finally {
      threads.shutdownNow();
    }
    print(store, nanos);
    assertEquals(List.of(), wrong);
    assertTrue(server.residentBytes() < MAX_RESIDENT, () -> server.residentBytes() + " bytes");
  }

  private static void print(String store, List<Long> nanos) {
    Collections.sort(nanos);
    System.out.printf(
        "load on %s: %d clients, %d requests/s, p50 %.1f ms, p99 %.1f ms%n",
        store,
        CLIENTS,
        nanos.size() / LENGTH.toSeconds(),
        nanos.get(nanos.size() / 2) / 1e6,
        nanos.get(nanos.size() * 99 / 100) / 1e6);
  }
}
