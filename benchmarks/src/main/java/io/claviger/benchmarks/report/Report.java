package io.claviger.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The results of a run.
 *
 * @param command the command line
 * @param machine what the run measured on
 * @param libraries the measured libraries, with versions
 */
public record Report(
    String command, Duration took, String machine, String libraries, List<Result> results) {
  private static final int DIGITS = 6;

  /** Writes latest.md, latest.json, latest.svg and overview.svg into this folder. */
  public void write(Path folder) throws IOException {
    Files.writeString(folder.resolve("latest.md"), page());
    Files.writeString(folder.resolve("latest.json"), json());
    published().draw(folder);
  }

  /** Draws latest.svg and overview.svg. */
  void draw(Path folder) throws IOException {
    Files.writeString(folder.resolve("latest.svg"), new Chart(this).toString());
    Files.writeString(folder.resolve("overview.svg"), new Overview(this).toString());
  }

  /** Returns the results with the digits of latest.json, from which they can be drawn again. */
  private Report published() {
    List<Result> rounded =
        results.stream()
            .map(each -> new Result(each.row(), each.comparison().rounded(DIGITS)))
            .toList();
    return new Report(command, took, machine, libraries, rounded);
  }

  /** Returns a sentence that says how many goals are met. */
  public String summary() {
    long goals = results.stream().filter(result -> result.row().goal() != null).count();
    long met = results.stream().filter(result -> Boolean.TRUE.equals(result.holds())).count();
    return "%d of %d goals met, %d rows without a goal"
        .formatted(met, goals, results.size() - goals);
  }

  /** Returns the table in Markdown, with aligned columns. */
  public String table() {
    List<List<String>> lines = new ArrayList<>();
    lines.add(Result.COLUMNS);
    results.forEach(result -> lines.add(result.cells()));
    int[] widths = new int[Result.COLUMNS.size()];
    for (List<String> line : lines) {
      Arrays.setAll(widths, column -> Math.max(widths[column], line.get(column).length()));
    }
    lines.add(1, Arrays.stream(widths).mapToObj("-"::repeat).toList());
    String format =
        Arrays.stream(widths)
            .mapToObj(width -> "| %-" + width + "s ")
            .collect(Collectors.joining());
    return lines.stream()
        .map(line -> format.formatted(line.toArray()) + "|\n")
        .collect(Collectors.joining());
  }

  /** Returns the Markdown page. */
  String page() {
    return """
        # Benchmarks

        These are the results of one run on one machine. Other machines have other times and ratios. Less time and
        less memory are better. [The README](../README.md) describes each row. A row that misses its goal says NO.

        - Machine: %s
        - Run: `%s`, %s min %s s
        - Libraries: %s
        - %s

        """
            .formatted(
                machine, command, took.toMinutes(), took.toSecondsPart(), libraries, summary())
        + table();
  }

  /** Returns an array with one object for each row. */
  String json() {
    return results.stream()
        .map(Report::json)
        .collect(Collectors.joining(",\n  ", "[\n  ", "\n]\n"));
  }

  private static String json(Result result) {
    Row row = result.row();
    Comparison comparison = result.comparison();
    return "{\"name\": \"%s\", \"ours\": %s, \"theirs\": %s, \"unit\": \"%s\", \"ratio\": %s, \"goal\": %s, \"holds\": %s}"
        .formatted(
            row.name(),
            number(comparison.ours()),
            number(comparison.theirs()),
            row.unit(),
            number(comparison.ratio()),
            row.goal() == null ? null : "\"" + row.goal() + "\"",
            result.holds());
  }

  private static @Nullable String number(@Nullable Measured measured) {
    return measured == null ? null : Measured.rounded(measured.value(), DIGITS);
  }
}
