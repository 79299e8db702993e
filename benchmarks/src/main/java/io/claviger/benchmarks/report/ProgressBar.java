package io.claviger.benchmarks.report;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/**
 * Shows how much of a long task is done. On a console it redraws one line. Elsewhere, for example
 * in a log, it prints a line for each tenth.
 */
public final class ProgressBar {
  private static final int WIDTH = 30;
  private static final long REDRAW_NANOS = 200_000_000;

  private final String what;
  private final long total;
  private final boolean console;
  private final PrintStream out;
  private final long began = System.nanoTime();
  private long drawn = -REDRAW_NANOS;
  private long tenths;

  /**
   * Prints to standard error, which is a console if the system property claviger.console is true.
   */
  public ProgressBar(String what, long total) {
    this(what, total, Boolean.getBoolean("claviger.console"), System.err);
  }

  ProgressBar(String what, long total, boolean console, PrintStream out) {
    this.what = what;
    this.total = total;
    this.console = console;
    this.out = out;
  }

  /** Shows that {@code done} of the total are done. */
  public void reached(long done) {
    Duration since = Duration.ofNanos(System.nanoTime() - began);
    if (console) {
      redraw(done, since);
    } else if (done * 10 / total > tenths) {
      tenths = done * 10 / total;
      out.println(line(what, done, total, since));
    }
  }

  private void redraw(long done, Duration since) {
    if (done < total && since.toNanos() - drawn < REDRAW_NANOS) {
      return;
    }
    drawn = since.toNanos();
    out.print("\r" + line(what, done, total, since) + (done < total ? "" : "\n"));
    out.flush();
  }

  static String line(String what, long done, long total, Duration since) {
    int full = (int) (WIDTH * done / total);
    double rest = done == 0 ? 0 : since.toMillis() / 1000.0 * (total - done) / done;
    return String.format(
        Locale.ROOT,
        "  %s [%s%s] %3d %%, %,d of %,d, %d s, %.0f s to go ",
        what,
        "#".repeat(full),
        ".".repeat(WIDTH - full),
        100 * done / total,
        done,
        total,
        since.toSeconds(),
        rest);
  }
}
