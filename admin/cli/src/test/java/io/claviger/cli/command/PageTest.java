package io.claviger.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.cli.error.ExitCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The page {@code docs/command-line.md} fits the program. */
class PageTest {
  private static final Path PAGE = Path.of("..", "..", "docs", "command-line.md");
  private static final String PROGRAM = "cli/claviger ";
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

  private final String page = Files.readString(PAGE);
  private final StringWriter printed = new StringWriter();

  PageTest() throws IOException {}

  @Test
  void itsExamplesAreCommandLines() {
    List<String> examples = page.lines().filter(line -> line.startsWith(PROGRAM)).toList();
    assertTrue(examples.size() > 5, page);
    for (String example : examples) {
      String line = example.substring(PROGRAM.length()).replaceAll("\\s*[#<].*| @\\w+", "");
      // Throws if there is no such command or option.
      program().parseArgs(words(line.replaceFirst("^@\\w+ ", "")));
    }
  }

  @Test
  void itHasEveryCommandAndEveryCommonOption() {
    for (Map.Entry<String, CommandLine> command : program().getSubcommands().entrySet()) {
      Map<String, CommandLine> inner = command.getValue().getSubcommands();
      if (inner.isEmpty()) {
        assertNamed(command.getKey());
      }
      inner.keySet().forEach(name -> assertNamed(command.getKey() + " " + name));
    }
    program().getCommandSpec().options().stream()
        .map(option -> option.longestName())
        .filter(name -> !name.equals("--version"))
        .forEach(name -> assertTrue(page.contains("`" + name), name));
  }

  @Test
  void itHasEveryExitCode() {
    for (ExitCode code : ExitCode.values()) {
      assertTrue(page.contains("\n| " + code.number() + " | "), code.toString());
    }
    assertEquals("", printed.toString());
  }

  @Test
  void theScriptsCompileNoTests() throws IOException {
    for (String script : List.of("claviger", "../../atlas-server/run")) {
      String text = Files.readString(Path.of(script));
      assertTrue(text.contains(" -Dmaven.test.skip=true package"), script);
    }
  }

  private void assertNamed(String command) {
    assertTrue(page.contains("`" + command + " ") || page.contains("`" + command + "`"), command);
  }

  private CommandLine program() {
    PrintWriter out = new PrintWriter(printed);
    BufferedReader in = new BufferedReader(new StringReader(""));
    return RootCommand.program(new Runner.Streams(in, out, out, false), InstantSource.system());
  }

  private static String[] words(String line) {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(line);
    while (word.find()) {
      words.add(word.group(1) == null ? word.group(2) : word.group(1));
    }
    return words.toArray(String[]::new);
  }
}
