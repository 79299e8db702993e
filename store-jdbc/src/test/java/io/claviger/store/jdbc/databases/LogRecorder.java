package io.claviger.store.jdbc.databases;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
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

/** Records every log line of this JVM, at all levels, with parameters and exceptions. */
public final class LogRecorder extends Handler implements AutoCloseable {
  private final Logger root = Logger.getLogger("");
  private final Level before = root.getLevel();
  private final Formatter formatter = new SimpleFormatter();
  private final Queue<String> lines = new ConcurrentLinkedQueue<>();

  private LogRecorder() {}

  public static LogRecorder start() {
    LogRecorder recorder = new LogRecorder();
    recorder.root.addHandler(recorder);
    recorder.root.setLevel(Level.ALL);
    return recorder;
  }

  /** Adds a text that an application may log. */
  public void add(String name, Object text) {
    lines.add(name + " " + text);
  }

  public List<String> lines() {
    return List.copyOf(lines);
  }

  /** Returns all that an exception says, with its causes and stack traces. */
  public static String text(Throwable thrown) {
    StringWriter all = new StringWriter();
    thrown.printStackTrace(new PrintWriter(all, true));
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof SQLException error) {
        error.forEach(each -> all.append(each.toString()));
      }
    }
    return all.toString();
  }

  @Override
  public void publish(LogRecord line) {
    String where = line.getLoggerName() + " " + line.getLevel();
    add(where, formatter.formatMessage(line) + Arrays.deepToString(line.getParameters()));
    if (line.getThrown() != null) {
      add(where, text(line.getThrown()));
    }
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    root.setLevel(before);
    root.removeHandler(this);
  }
}
