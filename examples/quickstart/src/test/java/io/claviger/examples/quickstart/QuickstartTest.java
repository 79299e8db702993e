package io.claviger.examples.quickstart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuickstartTest {
  private static final Pattern UUID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  @TempDir Path folder;

  @Test
  void tellsEveryStep() {
    String transcript = run();
    List<String> steps =
        List.of(
            "bootstrap:",
            "1 create:",
            "2 list: 2 keys",
            "3 get: nightly export",
            "4 update:",
            "5 whitelist: [192.0.2.0/24]",
            "6 add: [192.0.2.0/24, 198.51.100.7/32, 2001:db8::/32]",
            "7 get entry: 198.51.100.7/32",
            "8 remove: [192.0.2.0/24, 2001:db8::/32]",
            "check: reports.read from 192.0.2.17: Granted[",
            "allowed by role ORG_READ_ONLY and whitelist entry 192.0.2.0/24",
            "check: reports.delete from 192.0.2.17: Forbidden[",
            "denied, PERMISSION_NOT_GRANTED",
            "check: reports.read from 203.0.113.5: Forbidden[",
            "denied, ADDRESS_NOT_LISTED",
            "usage: 1",
            "refused escalation: CANNOT_GRANT_ROLE",
            "refused foreign address: ADDRESS_NOT_ON_WHITELIST",
            "9 delete:");
    int from = 0;
    for (String step : steps) {
      int at = transcript.indexOf(step, from);
      assertTrue(at >= 0, "no \"" + step + "\" after position " + from + " in\n" + transcript);
      from = at;
    }
  }

  @Test
  void secondRunFindsTheKeyOfTheFirst() {
    String created = after(run(), "bootstrap: organization Acme with owner key ");
    String found = after(run(), "found: organization Acme with key ");
    assertEquals(created.substring(0, 8), found.substring(0, 8));
  }

  @Test
  void showsNoPrivateKey() {
    assertFalse(UUID.matcher(run()).find());
  }

  private String run() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Quickstart.run(folder, new PrintStream(bytes, true, StandardCharsets.UTF_8));
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static String after(String transcript, String start) {
    int at = transcript.indexOf(start);
    assertTrue(at >= 0, "no \"" + start + "\" in\n" + transcript);
    return transcript.substring(at + start.length());
  }
}
