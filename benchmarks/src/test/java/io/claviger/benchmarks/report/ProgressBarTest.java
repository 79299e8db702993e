package io.claviger.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ProgressBarTest {
  @Test
  void theLineTellsHowFarItIs() {
    assertEquals(
        "  large [###############...............]  50 %, 1,000 of 2,000, 4 s, 4 s to go ",
        ProgressBar.line("large", 1000, 2000, Duration.ofSeconds(4)));
  }

  @Test
  void aLogGetsALineForEachTenth() {
    String told = told(false);
    assertEquals(10, told.lines().count(), told);
    assertTrue(told.indexOf('\r') < 0, told);
  }

  @Test
  void aConsoleGetsOneLineThatIsDrawnAgain() {
    String told = told(true);
    assertTrue(told.startsWith("\r  large ["), told);
    assertTrue(
        told.substring(told.lastIndexOf(']')).matches("(?s).*100 of 100, \\d+ s, 0 s to go \n"),
        told);
    assertEquals(1, told.chars().filter(c -> c == '\n').count(), told);
  }

  private static String told(boolean console) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ProgressBar bar =
        new ProgressBar(
            "large", 100, console, new PrintStream(bytes, true, StandardCharsets.UTF_8));
    for (int done = 1; done <= 100; done++) {
      bar.reached(done);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
