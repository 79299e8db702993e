package io.claviger.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.benchmarks.size.Dataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.ParameterException;

class BenchmarksTest {
  @Test
  void noTwoRowsHaveTheSameName() {
    List<String> names = names(false);

    assertEquals(201, names.size());
    assertEquals(names.stream().distinct().toList(), names);
  }

  @Test
  void aQuickRunHasOnlyRowsOfAFullOne() {
    assertTrue(names(false).containsAll(names(true)));
    assertFalse(names(true).contains("warm-check/hmac/1m/1-thread"));
  }

  /** Capitals and N stand for a value, and three dots for the rest of the name. */
  @Test
  void theReadmeDescribesEachRow() throws IOException {
    List<Pattern> described =
        Pattern.compile("^\\| `([^`]+)` \\|", Pattern.MULTILINE)
            .matcher(Files.readString(Path.of("README.md")))
            .results()
            .map(row -> row.group(1).replace("...", ".+").replaceAll("\\b([A-Z]+)\\b", "[^/]+"))
            .map(row -> Pattern.compile(row.replaceAll("(thread|writer)s", "$1s?")))
            .toList();

    for (String name : names(false)) {
      assertTrue(described.stream().anyMatch(row -> row.matcher(name).matches()), name);
    }
  }

  private static List<String> names(boolean quick) {
    return Benchmarks.all(quick, Dataset.FULL).stream()
        .flatMap(measurement -> measurement.rows().stream())
        .map(row -> row.name())
        .toList();
  }

  @Test
  void onlyTheResultsOfAllRowsTakeThePlaceOfTheLatest() {
    assertEquals(Path.of("./results"), parsed().folder());
    assertEquals(Path.of("./target/results"), parsed("--quick").folder());
    assertEquals(Path.of("./target/results"), parsed("--only", "match/v4").folder());
    assertEquals(Path.of("./target/results"), parsed("--size-keys", "20000").folder());
    assertEquals(Path.of("there"), parsed("--only", "junk", "--results", "there").folder());
  }

  @Test
  void whatIsNotKnownIsRefused() {
    for (List<String> wrong :
        List.of(
            List.of("--fast"),
            List.of("--only"),
            List.of("--only", "--quick"),
            List.of("--size-keys", "many"),
            List.of("--size-keys", "3000"))) {
      assertThrows(
          ParameterException.class, () -> parsed(wrong.toArray(String[]::new)), wrong::toString);
    }
  }

  @Test
  void aPrefixOfNoRowIsRefused() {
    assertEquals(2, Benchmarks.program(new Benchmarks()).execute("--only", "nothing"));
    assertEquals(2, Benchmarks.program(new Benchmarks()).execute("--quick", "--only", "size"));
  }

  @Test
  void aFolderThatCannotBeWrittenIsRefusedBeforeAnythingIsMeasured(@TempDir Path folder)
      throws IOException {
    String file = Files.createFile(folder.resolve("file")).toString();

    assertEquals(
        2, Benchmarks.program(new Benchmarks()).execute("--only", "size", "--results", file));
  }

  private static Benchmarks parsed(String... arguments) {
    Benchmarks benchmarks = new Benchmarks();
    Benchmarks.program(benchmarks).parseArgs(arguments);
    return benchmarks;
  }
}
