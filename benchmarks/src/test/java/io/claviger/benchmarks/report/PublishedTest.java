package io.claviger.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The pictures of the published results show their numbers. Draw them again, without a new run,
 * with {@code -Dclaviger.benchmarks=draw}.
 */
class PublishedTest {
  private static final Path RESULTS = Path.of("results");
  private static final Pattern ROW =
      Pattern.compile(
          "\"name\": \"([^\"]+)\", \"ours\": ([^,]+), \"theirs\": ([^,]+), \"unit\": \"([^\"]+)\","
              + " \"ratio\": ([^,]+), \"goal\": (?:null|\"([^\"]+)\"), \"holds\": ([a-z]+)");

  @TempDir Path drawn;

  @Test
  void thePicturesHaveTheNumbersOfTheResults() throws IOException {
    Report report = read();
    if ("draw".equals(System.getProperty("claviger.benchmarks"))) {
      report.draw(RESULTS);
    }
    report.draw(drawn);

    assertEquals(Files.readString(RESULTS.resolve("latest.json")), report.json());
    for (String name : List.of("latest.svg", "overview.svg")) {
      assertEquals(
          Files.readString(drawn.resolve(name)), Files.readString(RESULTS.resolve(name)), name);
    }
  }

  private static Report read() throws IOException {
    String page = Files.readString(RESULTS.resolve("latest.md"));
    List<Result> results =
        ROW.matcher(Files.readString(RESULTS.resolve("latest.json")))
            .results()
            .map(PublishedTest::result)
            .toList();
    return new Report(
        part(page, "- Run: `([^`]+)`"), Duration.ZERO, part(page, "- Machine: (.+)"), "", results);
  }

  private static String part(String page, String pattern) {
    return Pattern.compile(pattern)
        .matcher(page)
        .results()
        .map(found -> found.group(1))
        .findFirst()
        .orElseThrow();
  }

  private static Result result(MatchResult row) {
    Comparison comparison =
        new Comparison(number(row.group(2)), orNull(row.group(3)), orNull(row.group(5)));
    return new Result(new Row(row.group(1), row.group(4), goal(row.group(6))), comparison);
  }

  private static Measured number(String text) {
    return new Measured(Double.parseDouble(text), 0);
  }

  private static @Nullable Measured orNull(String text) {
    return text.equals("null") ? null : number(text);
  }

  /** Finds the kind of goal that has the text. */
  private static @Nullable Goal goal(@Nullable String text) {
    if (text == null) {
      return null;
    }
    double bound = Double.parseDouble(text.substring(text.lastIndexOf(' ')).replace(",", ""));
    return List.of(Goal.Kind.values()).stream()
        .map(kind -> new Goal(kind, bound))
        .filter(goal -> goal.toString().equals(text))
        .findFirst()
        .orElseThrow();
  }
}
