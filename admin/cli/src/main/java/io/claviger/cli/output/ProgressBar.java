package io.claviger.cli.output;

import java.io.PrintWriter;
import java.util.OptionalDouble;

/** Shows progress in one line of a terminal. Without a terminal it shows nothing. */
public final class ProgressBar implements AutoCloseable {
  private static final int WIDTH = 30;

  /** Returns to the start of the line, and erases the line. */
  private static final String ERASE = "\r\u001b[K";

  private final PrintWriter out;
  private final boolean terminal;
  private boolean shown;

  /** Creates a bar that is not shown yet. */
  public ProgressBar(PrintWriter out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /**
   * Shows the bar.
   *
   * @param share how much is done, 0 to 1; empty if that is unknown
   */
  public void show(OptionalDouble share, String numbers) {
    if (terminal) {
      out.print(ERASE + (share.isPresent() ? bar(share.getAsDouble()) : "") + numbers);
      out.flush();
      shown = true;
    }
  }

  private static String bar(double share) {
    int done = (int) (share * WIDTH);
    return "[%s%s] %3d %%  "
        .formatted("#".repeat(done), ".".repeat(WIDTH - done), (int) (share * 100));
  }

  /** Erases the bar before something else is printed. */
  public void clear() {
    if (shown) {
      out.print(ERASE);
      out.flush();
      shown = false;
    }
  }

  @Override
  public void close() {
    clear();
  }
}
