package io.claviger.cli.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ProgressBarTest {
  private final StringWriter out = new StringWriter();

  @Test
  void aTerminalShowsItUntilItIsCleared() {
    try (ProgressBar bar = new ProgressBar(new PrintWriter(out), true)) {
      bar.show(OptionalDouble.of(0.5), "7 rows");
      bar.show(OptionalDouble.empty(), "8 rows");
    }
    assertTrue(out.toString().contains("#".repeat(15) + ".".repeat(15) + "]  50 %  7 rows"));
    assertTrue(out.toString().endsWith("8 rows\r\u001b[K"), out.toString());
  }

  @Test
  void aFileOrAPipeGetsNothing() {
    try (ProgressBar bar = new ProgressBar(new PrintWriter(out), false)) {
      bar.show(OptionalDouble.of(0.5), "7 rows");
    }
    assertEquals("", out.toString());
  }
}
