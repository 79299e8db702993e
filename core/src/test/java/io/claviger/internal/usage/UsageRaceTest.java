package io.claviger.internal.usage;

import static io.claviger.internal.usage.Uses.HERE;
import static io.claviger.internal.usage.Uses.subject;
import static io.claviger.internal.usage.Uses.usage;
import static io.claviger.model.Samples.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.internal.FakeBackground;
import io.claviger.internal.background.Failures;
import io.claviger.model.ApiKey;
import io.claviger.model.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many threads count the same keys while others write and read: not one request is lost. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class UsageRaceTest {
  private static final int THREADS = 8;
  private static final int REQUESTS = 20_000;
  private static final int KEYS = 3;

  private final RecordingUsageStore store = new RecordingUsageStore(Samples.member(1));
  private final FakeBackground background = new FakeBackground();
  private final UsageRecorder recorder = recorder(background);

  @Test
  void eachRequestIsWrittenOnceAndTheLatestStays() throws Exception {
    during(this::countAll, recorder::flush);
    recorder.flush();
    for (int key = 0; key < KEYS; key++) {
      int last = REQUESTS - 1 - (REQUESTS - 1 - key) % KEYS;
      assertEquals(
          usage(THREADS * requestsOf(key), NOW.plusMillis(last)), store.sum(subject(key)::equals));
    }
    assertEquals(0, recorder.dropped());
    assertTrue(store.batches.size() > 2, "it was written meanwhile");
  }

  @Test
  void troubleLosesNothingThatIsNotTold() throws Exception {
    int before = 4;
    store.mood = changing();
    for (int i = 0; i < before; i++) {
      // So each mood had its turn, however seldom this thread gets one while others count.
      Uses.count(recorder, subject(0), NOW, HERE);
      recorder.flush();
    }
    during(this::countAll, recorder::flush);
    store.mood = () -> true;
    recorder.flush();
    assertEquals(before + THREADS * REQUESTS, store.requests() + recorder.dropped());
    assertTrue(recorder.dropped() > 0, "some were dropped");
    assertEquals(0, recorder.unwritten());
  }

  @Test
  void closingMeanwhileLosesNothingThatIsNotTold() throws Exception {
    during(this::countAll, () -> recorder.close(Duration.ofHours(1)));
    recorder.close(Duration.ofHours(1));
    assertEquals(THREADS * REQUESTS, store.requests() + recorder.dropped());
    assertEquals(0, recorder.unwritten());
  }

  /** What was counted never seems to become less, nor more than it is. */
  @Test
  void readersSeeEachRequestOnce() throws Exception {
    List<Long> seen = new ArrayList<>();
    ExecutorService flusher = Executors.newSingleThreadExecutor();
    try {
      during(
          this::countAll,
          () -> {
            Future<?> flush = flusher.submit(recorder::flush);
            seen.add(read());
            seen.add(read());
            assertEquals(null, flush.get());
          });
    } finally {
      flusher.shutdownNow();
    }
    seen.add(read());
    assertEquals(seen.stream().sorted().toList(), seen);
    assertEquals(THREADS * requestsOf(1), seen.get(seen.size() - 1));
  }

  /** Who is interrupted does not wait for a writing, and may come while all is being taken out. */
  @Test
  void whoIsInterruptedMissesNoKeyThatIsUsed() throws Exception {
    int keys = 2000;
    store.goDown();
    for (int i = 0; i < keys; i++) {
      Uses.count(recorder, subject(i), NOW, HERE);
    }
    AtomicBoolean over = new AtomicBoolean();
    Thread flusher =
        new Thread(
            () -> {
              while (!over.get()) {
                recorder.flush();
              }
            });
    flusher.setDaemon(true);
    flusher.start();
    Set<Integer> seen = new HashSet<>();
    for (int i = 0; i < 300; i++) {
      Thread.currentThread().interrupt();
      seen.add(recorder.usedSince(NOW).size());
      assertTrue(Thread.interrupted());
    }
    over.set(true);
    flusher.join();
    assertEquals(Set.of(keys), seen);
  }

  private long read() {
    ApiKey key = Samples.member(1);
    return recorder.read(Samples.ORG, List.of(key)).get(key.id()).key().count();
  }

  private void countAll(int thread) {
    count(recorder, thread);
  }

  private static void count(UsageRecorder to, int thread) {
    for (int i = 0; i < REQUESTS; i++) {
      // Some threads come with the newest first.
      int request = thread % 2 == 0 ? i : REQUESTS - 1 - i;
      Uses.count(to, subject(request % KEYS), NOW.plusMillis(request), HERE);
    }
  }

  private static long requestsOf(int key) {
    return ((long) REQUESTS - key + KEYS - 1) / KEYS;
  }

  /** Taken, not taken, taken, perhaps taken, and so on. */
  private static BooleanSupplier changing() {
    AtomicInteger asked = new AtomicInteger();
    return () ->
        switch (asked.getAndIncrement() % 4) {
          case 1 -> throw RecordingUsageStore.trouble();
          case 3 -> false;
          default -> true;
        };
  }

  /** All threads do the one thing, this one the other until they have finished. */
  private static void during(Counting counting, Step repeated) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      CyclicBarrier start = new CyclicBarrier(THREADS);
      List<CompletableFuture<Void>> all = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        int thread = i;
        all.add(
            CompletableFuture.runAsync(
                () -> {
                  await(start);
                  counting.count(thread);
                },
                threads));
      }
      CompletableFuture<Void> finished =
          CompletableFuture.allOf(all.toArray(CompletableFuture[]::new));
      while (!finished.isDone()) {
        repeated.run();
      }
      finished.get();
    } finally {
      threads.shutdownNow();
    }
  }

  private static void await(CyclicBarrier start) {
    try {
      start.await();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @FunctionalInterface
  private interface Counting {
    void count(int thread);
  }

  @FunctionalInterface
  private interface Step {
    void run() throws Exception;
  }

  private UsageRecorder recorder(FakeBackground on) {
    return new UsageRecorder(
        store,
        on,
        new UsageFlushOptions(Duration.ofSeconds(10), 1000),
        new Failures(() -> NOW),
        Duration.ofMinutes(1));
  }
}
