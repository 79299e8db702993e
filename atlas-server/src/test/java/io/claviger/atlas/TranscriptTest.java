package io.claviger.atlas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.claviger.atlas.start.ServerProcess;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the README shows of curl, typed in again: the same responses but for ids, secrets and time.
 */
@Tag("clients")
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class TranscriptTest {
  private static final Pattern BLOCK = Pattern.compile("```console\n(.*?)```", Pattern.DOTALL);
  private static final String END = "-- next --";

  /** What is another each time, and how it looks. */
  private static final Map<Pattern, String> CHANGING =
      Map.of(
          Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"), "(private key)",
          Pattern.compile("(\\*{8}-\\*{4}-\\*{4})-[0-9a-f]{12}"), "(redacted)",
          Pattern.compile("\\b[0-9a-f]{24}\\b"), "(id)",
          Pattern.compile("(\"publicKey\"\\s*:\\s*)\"[a-z]{8}\""), "(public key)",
          Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ"), "(time)",
          Pattern.compile("127\\.0\\.0\\.1:\\d+"), "(server)");

  /** A command and what it prints. */
  private record Step(String command, String output) {}

  @TempDir Path folder;

  @Test
  void isWhatIsAnswered() throws Exception {
    List<Step> steps = steps(Files.readString(Path.of("README.md")));
    assertFalse(steps.isEmpty());

    List<String> outputs;
    try (ServerProcess server = ServerProcess.start(folder.resolve("data"), "--store", "memory")) {
      outputs = type(server, steps);
    }

    assertEquals(steps.size(), outputs.size());
    for (int i = 0; i < steps.size(); i++) {
      String command = steps.get(i).command();
      assertEquals(steady(steps.get(i).output()), steady(outputs.get(i)), command);
    }
  }

  private static List<Step> steps(String readme) {
    Matcher block = BLOCK.matcher(readme);
    List<Step> steps = new ArrayList<>();
    while (block.find()) {
      for (String part : block.group(1).split("(?m)^\\$ ", -1)) {
        if (!part.isEmpty()) {
          String[] lines = part.split("\n", 2);
          steps.add(new Step(lines[0], lines[1]));
        }
      }
    }
    return steps;
  }

  /** In one shell, so that later commands know what earlier ones set. */
  private List<String> type(ServerProcess server, List<Step> steps) throws Exception {
    StringBuilder script = new StringBuilder();
    steps.forEach(
        step -> script.append(step.command()).append("\nprintf '\\n").append(END).append("\\n'\n"));
    ProcessBuilder bash = new ProcessBuilder("bash", "-eu", "-c", script.toString());
    bash.directory(folder.toFile()).redirectErrorStream(true);
    bash.environment()
        .putAll(
            Map.of(
                "ORG", server.organization(),
                "PUBLIC", server.publicKey(),
                "PRIVATE", server.privateKey(),
                "API", URI.create(server.url()) + "/api/atlas/v1.0",
                "MANAGEMENT", URI.create(server.url()) + "/api/management"));
    Process process = bash.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), () -> steady(output));
    List<String> outputs = new ArrayList<>(List.of(output.split(END + "\n", -1)));
    outputs.remove(outputs.size() - 1);
    return outputs;
  }

  private static String steady(String text) {
    String steady = text.strip();
    for (Map.Entry<Pattern, String> changing : CHANGING.entrySet()) {
      steady = changing.getKey().matcher(steady).replaceAll(changing.getValue());
    }
    return steady;
  }
}
