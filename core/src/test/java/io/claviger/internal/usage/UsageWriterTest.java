package io.claviger.internal.usage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.internal.background.Failures;
import io.claviger.model.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class UsageWriterTest {
  private static final Duration SOON = Duration.ofMillis(1);

  private final UsageWriter writer =
      new UsageWriter(
          new RecordingUsageStore(), new PendingUsage(10), new Failures(() -> Samples.NOW));

  /** Or the next one would find it quiet too, and wait behind this one however long that takes. */
  @Test
  void whoeverFindsItQuietWritesBeforeAnybodyElseCan() {
    List<String> ran = new ArrayList<>();
    writer.whenQuiet(
        SOON,
        () -> {
          ran.add("first");
          CompletableFuture.runAsync(() -> writer.whenQuiet(SOON, () -> ran.add("other"))).join();
          writer.whenQuiet(SOON, () -> ran.add("first, again"));
        });
    assertEquals(List.of("first", "first, again"), ran);
    assertTrue(CompletableFuture.supplyAsync(() -> writer.isQuietWithin(SOON)).join());
  }
}
