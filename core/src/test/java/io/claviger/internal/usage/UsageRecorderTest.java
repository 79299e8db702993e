package io.claviger.internal.usage;

import static io.claviger.internal.usage.Uses.HERE;
import static io.claviger.internal.usage.Uses.subject;
import static io.claviger.internal.usage.Uses.usage;
import static io.claviger.model.Samples.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.internal.FakeBackground;
import io.claviger.internal.background.Failures;
import io.claviger.spi.store.UsageCount;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When use is written, where the store is well. */
class UsageRecorderTest {
  private static final Duration INTERVAL = Duration.ofSeconds(10);

  private final RecordingUsageStore store = new RecordingUsageStore();
  private final FakeBackground background = new FakeBackground();

  @Test
  void anIntervalAfterTheFirstUseItIsWritten() {
    UsageRecorder recorder = recorder(100);
    Uses.count(recorder, subject(1), NOW, HERE);
    Uses.count(recorder, subject(2), NOW, HERE);
    Uses.count(recorder, subject(1), NOW, HERE);
    assertEquals(List.of(), store.batches);
    assertEquals(2, recorder.unwritten());
    assertEquals(List.of(INTERVAL), delays());
    background.runScheduled();
    assertEquals(usage(2, NOW), store.sum(subject(1)::equals));
    assertEquals(usage(1, NOW), store.sum(subject(2)::equals));
    assertEquals(List.of(2), store.sizes());
    assertEquals(0, recorder.unwritten());
  }

  @Test
  void afterwardsTheNextUseStartsTheNextInterval() {
    UsageRecorder recorder = recorder(100);
    Uses.count(recorder, subject(1), NOW, HERE);
    background.runScheduled();
    assertEquals(List.of(), delays());
    Uses.count(recorder, subject(1), NOW.plusSeconds(1), HERE);
    assertEquals(List.of(INTERVAL), delays());
    background.runScheduled();
    assertEquals(usage(2, NOW.plusSeconds(1)), store.sum(subject(1)::equals));
    assertEquals(0, background.executed.size());
  }

  @Test
  void whenThereIsMuchOfItItIsWrittenAtOnce() {
    UsageRecorder recorder = recorder(3);
    Uses.count(recorder, subject(1), NOW, HERE);
    Uses.count(recorder, subject(2), NOW, HERE);
    Uses.count(recorder, subject(2), NOW, HERE);
    assertEquals(0, background.executed.size());
    for (int key = 3; key < 10; key++) {
      Uses.count(recorder, subject(key), NOW, HERE);
    }
    assertEquals(1, background.executed.size(), "once");
    background.runExecuted();
    assertEquals(List.of(9), store.sizes());
    background.runScheduled();
    assertEquals(1, store.batches.size(), "nothing is left to write");
    for (int key = 1; key <= 3; key++) {
      Uses.count(recorder, subject(key), NOW, HERE);
    }
    assertEquals(1, background.executed.size(), "and again");
  }

  @Test
  void whatComesWhileItIsWrittenIsWrittenNext() {
    UsageRecorder recorder = recorder(2);
    Uses.count(recorder, subject(1), NOW, HERE);
    store.mood =
        () -> {
          Uses.count(recorder, subject(1), NOW, HERE);
          Uses.count(recorder, subject(2), NOW, HERE);
          return true;
        };
    background.runScheduled();
    assertEquals(1, store.requests());
    assertEquals(List.of(INTERVAL), delays());
    assertEquals(1, background.executed.size());
    store.mood = () -> true;
    background.runExecuted();
    background.runScheduled();
    assertEquals(3, store.requests());
  }

  @Test
  void whatSomebodyElseWroteIsNotWrittenAgain() {
    UsageRecorder recorder = recorder(100);
    Uses.count(recorder, subject(1), NOW, HERE);
    recorder.flush();
    background.runScheduled();
    assertEquals(List.of(List.of(new UsageCount(subject(1), usage(1, NOW)))), store.batches);
    recorder.flush();
    assertEquals(1, store.batches.size(), "nothing is no batch");
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "199, 1", "200, 1", "201, 2", "400, 2", "401, 3"})
  void aBatchIsNotLargerThanAStoreHasToTake(int tallies, int batches) {
    UsageRecorder recorder = recorder(1000);
    for (int key = 0; key < tallies; key++) {
      Uses.count(recorder, subject(key), NOW, HERE);
    }
    recorder.flush();
    assertEquals(batches, store.batches.size());
    assertEquals(tallies, store.requests());
    for (List<UsageCount> full : store.batches.subList(0, batches - 1)) {
      assertEquals(UsageCount.MAX_BATCH, full.size());
    }
  }

  /** As if all threads of the background were busy, and its queue full. */
  @Test
  void whereTheBackgroundRefusesTheNextUseTriesAgain() {
    UsageRecorder recorder = recorder(100);
    background.refusesToSchedule = true;
    Uses.count(recorder, subject(1), NOW, HERE);
    Uses.count(recorder, subject(1), NOW, HERE);
    background.refusesToSchedule = false;
    Uses.count(recorder, subject(1), NOW, HERE);
    Uses.count(recorder, subject(1), NOW, HERE);
    assertEquals(List.of(INTERVAL), delays());
    background.runScheduled();
    assertEquals(4, store.requests());
  }

  @Test
  void whatIsRefusedAtOnceIsWrittenInItsTime() {
    UsageRecorder recorder = recorder(2);
    background.refusesToExecute = true;
    for (int i = 0; i < 10; i++) {
      Uses.count(recorder, subject(1), NOW, HERE);
      Uses.count(recorder, subject(2), NOW, HERE);
    }
    assertEquals(List.of(INTERVAL), delays(), "no use adds a timer");
    background.refusesToExecute = false;
    Uses.count(recorder, subject(3), NOW, HERE);
    assertEquals(1, background.executed.size());
    background.runScheduled();
    assertEquals(21, store.requests());
  }

  private List<Duration> delays() {
    return background.scheduled.stream().map(FakeBackground.Scheduled::delay).toList();
  }

  private UsageRecorder recorder(int size) {
    return new UsageRecorder(
        store, background, new UsageFlushOptions(INTERVAL, size), new Failures(() -> NOW));
  }
}
