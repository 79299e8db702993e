package io.claviger.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.TokenFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page for customers can be filled in by its command, and its programs then work. */
@Timeout(value = 90, unit = TimeUnit.SECONDS)
class CustomersPageTest {
  static final String PAGE = "docs/for-your-customers.md";

  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  /** How a program is run, by the language of its block. */
  private static final Map<String, List<String>> RUN =
      Map.of(
          "java", List.of(JAVA, "Program.java"),
          "python", List.of("python3", "Program.python"),
          "js", List.of("node", "--input-type=module", "--eval"),
          "sh", List.of("sh", "-c"));

  /** What a program printed, and its exit code. */
  private record Result(int exit, String output) {}

  @TempDir Path folder;

  private final CustomersServer server = new CustomersServer();
  private Page filled = new Page(PAGE, List.of());

  CustomersPageTest() throws IOException {}

  /** Runs the command of the page, with the address of the server. */
  @BeforeEach
  void fill() throws Exception {
    Path source = Repository.open().root().resolve(PAGE);
    Files.createDirectories(folder.resolve(PAGE).getParent());
    Files.copy(source, folder.resolve(PAGE));
    Block command = new Page(PAGE, Files.readAllLines(source)).blocks().get(0);
    String line = command.text().replace("https://api.shop.example", server.url());
    Result result = run(List.of("sh", "-c", line), "no key");
    assertEquals(new Result(0, ""), result);
    filled = new Page(PAGE, Files.readAllLines(folder.resolve("api-keys.md")));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void theCommandFillsInEveryName() {
    String text = String.join("\n", filled.lines());
    assertTrue(text.strip().startsWith("# API keys of Shop"), text);
    assertFalse(text.toLowerCase(Locale.ROOT).contains("acme"), text);
    assertFalse(text.contains("X-API-Key"), text);
    assertFalse(text.contains("ORG_READ_ONLY"), text);
    assertTrue(text.contains("`" + TokenFormat.of("shop").pattern() + "`"), text);
    assertEquals(List.of(), filled.links(), "a link of this repository leads nowhere there");
  }

  @Test
  void theJavaProgramWorks() throws Exception {
    assertWorks("java");
  }

  @Tag("clients")
  @ParameterizedTest
  @ValueSource(strings = {"sh", "python", "js"})
  void theOtherProgramsWork(String language) throws Exception {
    assertWorks(language);
  }

  /** A program waits and tries again if it comes too soon, but not if its key is refused. */
  private void assertWorks(String language) throws Exception {
    server.busy.set(true);
    Result good = runBlock(language, 0, server.key);
    assertEquals("0 a report", good.exit() + " " + good.output().lines().reduce("", (a, b) -> b));
    assertEquals(List.of(429, 200), server.statuses);

    server.statuses.clear();
    Result bad = runBlock(language, 0, "shop_unknown");
    assertNotEquals(0, bad.exit());
    assertTrue(bad.output().contains("401"), bad.output());
    assertEquals(List.of(401), server.statuses);
  }

  @Tag("clients")
  @Test
  void theKeyGetsAnAccessToken() throws Exception {
    Result result = runBlock("sh", 1, server.key);
    assertEquals(0, result.exit(), result.output());
    assertTrue(result.output().contains("\"access_token\":\"shop_at."), result.output());
  }

  private Result runBlock(String language, int index, String key) throws Exception {
    String program =
        filled.blocks().stream()
            .filter(block -> block.language().equals(language))
            .toList()
            .get(index)
            .text();
    List<String> command = new ArrayList<>(RUN.get(language));
    String last = command.get(command.size() - 1);
    if (last.startsWith("Program")) {
      Files.writeString(folder.resolve(last), program);
    } else {
      command.add(program);
    }
    return run(command, key);
  }

  private Result run(List<String> command, String key) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("API_KEY", key);
    Process process = builder.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), output);
  }
}
