package io.claviger.internal.usage;

import static io.claviger.internal.usage.Uses.HERE;
import static io.claviger.internal.usage.Uses.subject;
import static io.claviger.model.Samples.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.internal.FakeBackground;
import io.claviger.internal.background.Failures;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The last writing, and what comes after it. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class UsageCloseTest {
  private static final Duration LONG = Duration.ofHours(1);

  private final RecordingUsageStore store = new RecordingUsageStore();
  private final FakeBackground background = new FakeBackground();
  private final UsageRecorder recorder =
      new UsageRecorder(
          store,
          background,
          new UsageFlushOptions(Duration.ofSeconds(10), 2),
          new Failures(() -> NOW));

  @Test
  void whatIsPendingIsWrittenAndWaitedFor() {
    count(1);
    count(1);
    recorder.close(LONG);
    assertEquals(2, store.requests());
    assertEquals(0, recorder.unwritten());
  }

  @Test
  void whatComesLaterIsDroppedAndToldAndWakesNobody() {
    count(1);
    recorder.close(LONG);
    background.scheduled.clear();
    for (int key = 1; key < 10; key++) {
      count(key);
    }
    assertEquals(9, recorder.dropped());
    assertEquals(0, recorder.unwritten());
    assertEquals(0, background.scheduled.size());
    assertEquals(0, background.executed.size());
    recorder.close(LONG);
    assertEquals(1, store.requests());
  }

  @Test
  void whatWasUnderWayInTheBackgroundFindsNothingToDo() {
    count(1);
    count(2);
    recorder.close(LONG);
    background.runScheduled();
    background.runExecuted();
    assertEquals(List.of(2), store.sizes());
    assertEquals(0, background.scheduled.size());
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 0, 1, 1_000_000})
  void aStoreThatHangsIsNotWaitedForLongerThanThat(long nanos) throws Exception {
    count(1);
    Hanging hanging = new Hanging();
    AtomicReference<Thread> writer = new AtomicReference<>();
    store.mood =
        () -> {
          writer.set(Thread.currentThread());
          return hanging.getAsBoolean();
        };
    recorder.close(Duration.ofNanos(nanos));
    hanging.awaitBegun();
    assertTrue(writer.get().isDaemon(), "it does not keep the JVM");
    assertEquals(0, store.requests());
    hanging.release();
    writer.get().join();
    assertEquals(1, store.requests());
  }

  @Test
  void anInterruptEndsTheWaitAndStays() throws Exception {
    count(1);
    Hanging hanging = new Hanging();
    store.mood = hanging;
    Thread.currentThread().interrupt();
    recorder.close(LONG);
    assertTrue(Thread.interrupted(), "the flag is kept");
    hanging.release();
    recorder.close(LONG);
    assertEquals(1, store.requests());
  }

  @Test
  void whatAStoreInTroubleDoesNotTakeAtTheEndIsDroppedAndTold() {
    count(1);
    count(2);
    background.scheduled.clear();
    background.executed.clear();
    store.goDown();
    recorder.close(LONG);
    assertEquals(0, recorder.unwritten());
    assertEquals(2, recorder.dropped());
    assertEquals(0, background.scheduled.size() + background.executed.size());
  }

  @Test
  void whoClosesWaitsForWhatIsBeingWritten() throws Exception {
    count(1);
    Hanging hanging = new Hanging();
    store.mood = hanging;
    CompletableFuture<Void> flush = CompletableFuture.runAsync(recorder::flush);
    hanging.awaitBegun();
    Thread closer = new Thread(() -> recorder.close(LONG));
    closer.start();
    while (closer.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    hanging.release();
    closer.join();
    flush.get();
    assertEquals(1, store.requests());
  }

  private void count(int key) {
    Uses.count(recorder, subject(key), NOW, HERE);
  }
}
