package io.claviger.store.jdbc.leaks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/**
 * Hears everything that is said in this JVM while it is open: log lines of all levels, with their
 * parameters and exceptions, and both standard streams. What is logged through slf4j or the logger
 * of the platform gets here too.
 */
final class Recording extends Handler implements AutoCloseable {
  private final Logger root = Logger.getLogger("");
  private final Level before = root.getLevel();
  private final PrintStream out = System.out;
  private final PrintStream err = System.err;
  private final Formatter formatter = new SimpleFormatter();
  private final Queue<Said> lines = new ConcurrentLinkedQueue<>();
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  private Recording() {
    PrintStream both = new PrintStream(printed, true, UTF_8);
    System.setOut(both);
    System.setErr(both);
    root.addHandler(this);
    root.setLevel(Level.ALL);
  }

  static Recording begin() {
    return new Recording();
  }

  /** So far. */
  List<Said> said() {
    List<Said> all = new ArrayList<>(lines);
    all.add(new Said("a standard stream", printed.toString(UTF_8)));
    return all;
  }

  @Override
  public void publish(LogRecord line) {
    String where = line.getLoggerName() + " " + line.getLevel();
    lines.add(new Said(where, formatter.formatMessage(line)));
    lines.add(new Said(where, Arrays.deepToString(line.getParameters())));
    if (line.getThrown() != null) {
      lines.add(new Said(where, Anatomy.text(line.getThrown())));
    }
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    root.setLevel(before);
    root.removeHandler(this);
    System.setOut(out);
    System.setErr(err);
  }
}
