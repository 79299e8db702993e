package io.claviger.atlas.start;

import io.claviger.atlas.errors.Shown;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.LongSupplier;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The only log of the server: warnings and errors, each with its causes. A message may repeat text
 * that a client sent, so {@link Shown} masks it, and the log prints it on one line in printable
 * ASCII. The log takes {@value #BURST} records at once and then one a second; it counts the records
 * that it drops.
 */
public final class ServerLog extends Handler {
  /**
   * Jetty's messages repeat bytes of clients, at any length and rate, so they are switched off.
   * Only its connector may log, because an operator must know when it cannot accept connections.
   * The driver of PostgreSQL repeats a URL that it cannot read, with the password.
   */
  private static final String LEVELS =
      """
      .level = WARNING
      org.eclipse.jetty.level = OFF
      org.eclipse.jetty.server.AbstractConnector.level = WARNING
      org.postgresql.level = OFF
      """;

  private static final int BURST = 50;
  private static final long NANOS_PER_RECORD = 1_000_000_000L;
  private static final int MAX_CAUSES = 5;
  private static final int MAX_FRAMES = 12;

  private final PrintStream out;
  private final LongSupplier nanos;
  private long credit = BURST * NANOS_PER_RECORD;
  private long lastTick;
  private long dropped;

  ServerLog(PrintStream out, LongSupplier nanos) {
    this.out = out;
    this.nanos = nanos;
    this.lastTick = nanos.getAsLong();
  }

  /** Replaces every other log of this JVM, whatever its system properties say. */
  public static void install() throws IOException {
    LogManager.getLogManager()
        .readConfiguration(new ByteArrayInputStream(LEVELS.getBytes(StandardCharsets.ISO_8859_1)));
    ServerLog log = new ServerLog(System.err, System::nanoTime);
    // A server that cannot open files loads no class either, so the log loads its classes now.
    LogRecord unheard = new LogRecord(Level.OFF, "\u00e4");
    unheard.setThrown(new IOException("nothing"));
    String unused = format(unheard);
    Logger.getLogger("").addHandler(log);
  }

  @Override
  public synchronized void publish(@Nullable LogRecord logged) {
    if (logged == null || !isLoggable(logged)) {
      return;
    }
    if (!takeCredit()) {
      dropped++;
      return;
    }
    reportDropped();
    out.print(format(logged));
    out.flush();
  }

  private static String format(LogRecord logged) {
    StringBuilder text = new StringBuilder();
    text.append(logged.getInstant()).append(' ').append(logged.getLevel()).append(' ');
    text.append(line(String.valueOf(logged.getLoggerName()))).append(": ");
    text.append(line(String.valueOf(logged.getMessage()))).append('\n');
    append(logged.getThrown(), text);
    return text.toString();
  }

  private void reportDropped() {
    if (dropped > 0) {
      out.print("left out here: " + dropped + " records that came too fast\n");
      dropped = 0;
    }
  }

  private boolean takeCredit() {
    long now = nanos.getAsLong();
    credit = Math.min(BURST * NANOS_PER_RECORD, credit + (now - lastTick));
    lastTick = now;
    if (credit < NANOS_PER_RECORD) {
      return false;
    }
    credit -= NANOS_PER_RECORD;
    return true;
  }

  private static void append(@Nullable Throwable thrown, StringBuilder text) {
    Throwable cause = thrown;
    for (int i = 0; cause != null && i < MAX_CAUSES; i++) {
      text.append(i == 0 ? "  " : "  caused by ").append(cause.getClass().getName());
      String message = cause.getMessage();
      text.append(message == null ? "" : ": " + line(message)).append('\n');
      StackTraceElement[] frames = cause.getStackTrace();
      for (int f = 0; f < Math.min(frames.length, MAX_FRAMES); f++) {
        text.append("    at ").append(frames[f]).append('\n');
      }
      cause = cause.getCause();
    }
  }

  /**
   * Returns the text masked and shortened. It cannot steer a terminal or look like another line.
   */
  private static String line(String text) {
    StringBuilder line = new StringBuilder();
    for (char c : Shown.of(text).toCharArray()) {
      if (c >= ' ' && c <= '~') {
        line.append(c);
      } else {
        line.append(String.format("\\u%04x", (int) c));
      }
    }
    return line.toString();
  }

  @Override
  public void flush() {
    out.flush();
  }

  /** Reports the records that were dropped. Standard error stays open. */
  @Override
  public synchronized void close() {
    reportDropped();
    flush();
  }
}
