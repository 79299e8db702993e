package io.claviger.benchmarks.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.benchmarks.size.Dataset;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsTest {
  private static final Path MODULE = Path.of("benchmarks");

  @Test
  void byDefaultAllRowsAreMeasuredAndTakeThePlaceOfTheLatest() {
    Options options = Options.parse(List.of(), MODULE);

    assertEquals(
        new Options(
            false, "", Dataset.FULL, MODULE.resolve("results"), MODULE.resolve("target/results")),
        options);
    assertTrue(options.wants("match/v4/inet/10"));
    assertEquals("benchmarks/run", options.toString());
  }

  @Test
  void aPartOfTheRowsDoesNotTakeThePlaceOfAll() {
    Options options = Options.parse(List.of("--quick", "--only", "match/v4"), MODULE);

    assertEquals(
        new Options(
            true,
            "match/v4",
            Dataset.FULL,
            MODULE.resolve("target/results"),
            MODULE.resolve("target/results")),
        options);
    assertTrue(options.wants("match"));
    assertTrue(options.wants("match/v4/inet/10"));
    assertFalse(options.wants("match/v6/inet/10"));
    assertEquals("benchmarks/run --quick --only match/v4", options.toString());
  }

  @Test
  void norDoesATryOut() {
    Options options = Options.parse(List.of("--size-keys", "20000"), MODULE);

    assertEquals(new Dataset(20_000), options.large());
    assertEquals(MODULE.resolve("target/results"), options.results());
    assertEquals("benchmarks/run --size-keys 20000", options.toString());
  }

  @Test
  void resultsGoWhereTheyAreWanted() {
    Options options = Options.parse(List.of("--results", "there", "--only", "junk"), MODULE);

    assertEquals(Path.of("there"), options.results());
  }

  @Test
  void whatIsNotKnownIsNamed() {
    String unknown = refusal("--fast");
    String lacking = refusal("--only");
    String empty = refusal("--results", "");
    String option = refusal("--results", "--quick");

    String letters = refusal("--size-keys", "many");
    String few = refusal("--size-keys", "3000");

    assertTrue(letters.contains("--size-keys many: no number"), letters);
    assertTrue(few.contains("--size-keys 3000: 3000 keys; must be"), few);
    assertTrue(unknown.contains("unknown option --fast"), unknown);
    assertTrue(lacking.contains("--only needs a value"), lacking);
    assertTrue(empty.contains("--results needs a value"), empty);
    assertTrue(option.contains("--results needs a value"), option);
  }

  private static String refusal(String... arguments) {
    return String.valueOf(
        assertThrows(
                IllegalArgumentException.class, () -> Options.parse(List.of(arguments), MODULE))
            .getMessage());
  }
}
