package io.claviger.atlas.start;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class ServerLogTest {
  private static final String KEY = "3f9c1d7e-52ab-4c08-9e61-7b04d2f8a5c3";

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final AtomicLong nanos = new AtomicLong();
  private final ServerLog log = new ServerLog(new PrintStream(bytes, true, UTF_8), nanos::get);

  @Test
  void masksAndEscapesMessagesOfRecordsAndOfCauses() {
    String bad = KEY + "\nforged \u009b31m\u202e" + "x ".repeat(5_000);
    LogRecord trouble = new LogRecord(Level.WARNING, "trouble with " + bad);
    trouble.setLoggerName("io.claviger");
    trouble.setThrown(new IllegalStateException(bad, new IllegalArgumentException(bad)));

    log.publish(trouble);

    String text = bytes.toString(UTF_8);
    assertTrue(text.matches("[\\n -~]*"), text);
    assertFalse(text.contains("52ab"), text);
    assertTrue(text.contains(" WARNING io.claviger: trouble with ********\\u000aforged "), text);
    assertTrue(text.contains("\n  java.lang.IllegalStateException: ********\\u000aforged"), text);
    assertTrue(text.contains("\n  caused by java.lang.IllegalArgumentException: "), text);
    assertTrue(text.length() < 10_000, text);
  }

  @Test
  void takesFewRecordsASecondAndCountsTheOthers() {
    for (int i = 0; i < 1_000; i++) {
      log.publish(new LogRecord(Level.WARNING, "again"));
    }
    assertEquals(50, lines());
    nanos.addAndGet(Duration.ofSeconds(2).toNanos());
    for (int i = 0; i < 1_000; i++) {
      log.publish(new LogRecord(Level.WARNING, "again"));
    }
    assertEquals(50 + 1 + 2, lines());
    assertTrue(bytes.toString(UTF_8).contains("left out here: 950 records"));
    log.close();
    assertTrue(bytes.toString(UTF_8).endsWith("left out here: 998 records that came too fast\n"));
  }

  private long lines() {
    return bytes.toString(UTF_8).lines().count();
  }
}
