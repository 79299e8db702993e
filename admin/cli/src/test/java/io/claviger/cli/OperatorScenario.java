package io.claviger.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.claviger.Claviger;
import io.claviger.access.Caller;
import io.claviger.model.OrganizationId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The view over all organizations, as an operator uses it. */
final class OperatorScenario {
  private final ProcessContract program;
  private final Path folder;
  private final String[] pepper;

  OperatorScenario(ProcessContract program, Path folder) throws Exception {
    this.program = program;
    this.folder = folder;
    Path file = Files.writeString(folder.resolve("pepper.hex"), "fedcba9876543210".repeat(4));
    this.pepper = new String[] {"--pepper-file", "1=" + file};
  }

  void run() throws Exception {
    for (String id : List.of("acme", "other")) {
      String secret = folder.resolve(id + ".secret").toString();
      program.ok(pepper("organizations", "create", id, "--id", id, "--secret-file", secret));
    }

    report();
    feed();
    verify();
  }

  private void report() throws Exception {
    Run all = program.run("", "report");
    assertEquals(6, all.code(), all.err());
    assertEquals(
        List.of("NO_WHITELIST", "OWNER_WITHOUT_EXPIRY", "NO_WHITELIST", "OWNER_WITHOUT_EXPIRY"),
        texts(all, "problem"));
    assertTrue(all.err().contains("usable keys: 2; problems: NO_WHITELIST 2"), all.err());
    assertEquals(List.of("acme", "acme"), texts(program.run("", "report", "acme"), "organization"));
    assertEquals(1, program.run("", "report", "nobody").code());
  }

  private void feed() throws Exception {
    List<JsonNode> events = program.ok("events", "--all").objects();
    assertEquals(4, events.size());
    Run page = program.ok("events", "--all", "--after", position(events.get(1)), "--limit", "1");
    assertEquals(List.of(events.get(2)), page.objects());
    assertTrue(page.err().contains("--after " + position(events.get(2))), page.err());
    assertEquals(2, program.run("", "events", "--all", "acme").code());
    assertEquals(2, program.run("", "events").code());
  }

  private static String position(JsonNode event) {
    return event.get("position").asText();
  }

  /** An application without the pepper writes an event that looks as if it were forged. */
  private void verify() throws Exception {
    assertEquals(List.of("null", "null"), texts(program.ok(pepper("verify")), "problem"));
    program.inTheApplication(
        store -> {
          try (Claviger claviger = Claviger.of(store)) {
            claviger.actingAs(Caller.application("x")).bumpRevision(new OrganizationId("acme"));
          }
        });
    Run one = program.run("", pepper("verify", "acme"));
    assertEquals(6, one.code(), one.err());
    assertEquals("CHANGED", one.object().get("problem").asText());
    Run all = program.run("", pepper("verify"));
    assertEquals(6, all.code(), all.err());
    assertEquals(List.of("CHANGED", "null"), texts(all, "problem"));
    assertEquals(0, program.run("", pepper("verify", "other")).code());
    assertEquals(2, program.run("", "verify").code());
  }

  private String[] pepper(String... command) {
    String[] all = Arrays.copyOf(command, command.length + pepper.length);
    System.arraycopy(pepper, 0, all, command.length, pepper.length);
    return all;
  }

  private static List<String> texts(Run run, String field) {
    return run.objects().stream().map(each -> each.get(field).asText()).toList();
  }
}
