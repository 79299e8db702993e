package io.claviger.internal.usage;

import static io.claviger.internal.usage.Uses.HERE;
import static io.claviger.internal.usage.Uses.subject;
import static io.claviger.internal.usage.Uses.usage;
import static io.claviger.model.Samples.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.claviger.internal.FakeBackground;
import io.claviger.internal.background.Failures;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What becomes of use that a store does not take: nothing counts twice, and what is lost is told.
 */
class UsageTroubleTest {
  private final RecordingUsageStore store = new RecordingUsageStore();
  private final FakeBackground background = new FakeBackground();
  private final Failures failures = new Failures(() -> NOW);
  private final UsageRecorder recorder = recorder(1000);

  static List<Throwable> bugs() {
    return List.of(new IllegalStateException("a bug"), new NoClassDefFoundError("no/Driver"));
  }

  @Test
  void whatWasNotTakenIsWrittenTheNextTimeWithoutAnyUse() {
    count(recorder, 3);
    count(recorder, 1);
    store.goDown();
    background.runScheduled();
    background.runScheduled();
    assertEquals(3, recorder.unwritten());
    store.mood = () -> true;
    background.runScheduled();
    assertEquals(4, store.requests());
    assertEquals(usage(2, NOW), store.sum(subject(0)::equals));
    background.runScheduled();
    assertEquals(4, store.requests());
    assertEquals(0, recorder.dropped());
    assertEquals(0, background.scheduled.size());
  }

  @Test
  void whatWasTakenBeforeTheTroubleIsNotWrittenAgain() {
    count(recorder, 450);
    store.mood = failing(2, () -> throwing(RecordingUsageStore.trouble()));
    recorder.flush();
    assertEquals(List.of(200, 50), store.sizes(), "one batch may be held up");
    assertEquals(200, recorder.unwritten());
    recorder.flush();
    assertEquals(List.of(200, 50, 200), store.sizes());
    assertEquals(450, store.requests());
    for (int key = 0; key < 450; key++) {
      assertEquals(usage(1, NOW), store.sum(subject(key)::equals));
    }
    assertEquals(0, recorder.dropped());
  }

  /** Each try may take until its time is up. */
  @Test
  void behindTwoBatchesInTroubleNoOtherIsTried() {
    count(recorder, 850);
    AtomicInteger asked = new AtomicInteger();
    store.mood =
        () -> {
          asked.incrementAndGet();
          throw RecordingUsageStore.trouble();
        };
    recorder.flush();
    assertEquals(2, asked.get());
    assertEquals(850, recorder.unwritten());
    assertEquals(0, recorder.dropped());
  }

  @Test
  void whatABrokenStoreWasGivenIsDroppedAndTheRestIsKept() {
    Throwable bug = new IllegalStateException("a bug");
    count(recorder, 450);
    count(recorder, 450);
    store.mood = failing(2, () -> throwing(bug));
    background.runScheduled();
    assertSame(bug, failures.last().orElseThrow().cause());
    assertEquals(List.of(200), store.sizes());
    assertEquals(400, recorder.dropped());
    assertEquals(50, recorder.unwritten());
  }

  @Test
  void whatWasNotTakenBecauseOfAnErrorIsWrittenTheNextTime() {
    Throwable error = new StackOverflowError();
    count(recorder, 450);
    store.mood = failing(2, () -> throwing(error));
    background.runScheduled();
    assertSame(error, failures.last().orElseThrow().cause());
    assertEquals(List.of(200), store.sizes());
    assertEquals(250, recorder.unwritten());
    background.runScheduled();
    assertEquals(450, store.requests());
    assertEquals(0, recorder.dropped());
  }

  /** Or each interval would take one more thread, if the background is a pool of the host's. */
  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void whileAWritingHangsNoOtherWaitsBehindIt() throws Exception {
    Hanging hanging = new Hanging();
    store.mood = hanging;
    count(recorder, 1);
    CompletableFuture<Void> first = CompletableFuture.runAsync(background::runScheduled);
    hanging.awaitBegun();
    for (int i = 0; i < 3; i++) {
      count(recorder, 1);
      background.runScheduled();
    }
    hanging.release();
    first.get();
    background.runScheduled();
    assertEquals(4, store.requests());
  }

  /** Otherwise a store that is down would be asked without a pause. */
  @Test
  void howeverMuchThereIsAStoreInTroubleIsAskedOnceInAnInterval() {
    UsageRecorder small = recorder(2);
    store.goDown();
    count(small, 3);
    background.runExecuted();
    assertEquals(0, background.executed.size());
    count(small, 10);
    assertEquals(0, background.executed.size());
    background.runScheduled();
    assertEquals(0, background.executed.size());
    assertEquals(1, background.scheduled.size());
    store.mood = () -> true;
    background.runScheduled();
    assertEquals(13, store.requests());
    count(small, 2);
    assertEquals(1, background.executed.size(), "it is well again");
  }

  @ParameterizedTest
  @MethodSource("bugs")
  void aBrokenStoreIsNotAskedWithoutAPauseEither(Throwable bug) {
    UsageRecorder small = recorder(2);
    store.mood = () -> throwing(bug);
    count(small, 450);
    count(small, 450);
    while (!background.executed.isEmpty()) {
      background.runExecuted();
      assertEquals(0, background.executed.size());
    }
    assertEquals(1, background.scheduled.size());
  }

  /** One request of each of so many keys. */
  private static void count(UsageRecorder recorder, int keys) {
    for (int key = 0; key < keys; key++) {
      Uses.count(recorder, subject(key), NOW, HERE);
    }
  }

  /** A mood that is good but for the nth time. */
  private static BooleanSupplier failing(int nth, BooleanSupplier then) {
    AtomicInteger asked = new AtomicInteger();
    return () -> asked.incrementAndGet() != nth || then.getAsBoolean();
  }

  private static boolean throwing(Throwable bug) {
    if (bug instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) bug;
  }

  private UsageRecorder recorder(int size) {
    return new UsageRecorder(
        store, background, new UsageFlushOptions(Duration.ofSeconds(10), size), failures);
  }
}
