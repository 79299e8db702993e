package io.claviger.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

class ResultsTest {
  private static final Machine MACHINE =
      new Machine("CPU <1>", 2, "8 GiB", "Linux", "JVM 17", LocalDate.of(2026, 1, 2), "abc1234");
  private static final List<Row> ROWS =
      List.of(
          new Row(
              "match/v4",
              Comparison.byTurns(List.of(12.345, 11.845, 12.845), List.of(10.0, 10.0, 10.0)),
              "ns",
              Goal.ratioAtMost(1.1)),
          new Row("heap", Comparison.alone(Measured.exact(512)), "bytes", Goal.oursAtMost(600)),
          new Row("junk", Comparison.of(Measured.exact(123_456), Measured.exact(1e6)), "ns", null));

  @Test
  void programsReadExactlyTheseKeys() {
    assertEquals(
        """
        [
          {"name": "match/v4", "ours": 12.345, "theirs": 10, "unit": "ns", "ratio": 1.2345, "goal": "ratio ≤ 1.1", "holds": false},
          {"name": "heap", "ours": 512, "theirs": null, "unit": "bytes", "ratio": null, "goal": "ours ≤ 600", "holds": true},
          {"name": "junk", "ours": 123456, "theirs": 1000000, "unit": "ns", "ratio": 0.123456, "goal": null, "holds": null}
        ]
        """,
        new Json(ROWS).toString());
  }

  @Test
  void aConsoleShowsColumns() {
    assertEquals(
        """
        row       ours         theirs     unit   ratio         goal         holds
        match/v4  12.3 ± 0.25  10         ns     1.23 ± 0.025  ratio ≤ 1.1  NO
        heap      512          –          bytes  –             ours ≤ 600   yes
        junk      123,456      1,000,000  ns     0.123         –            –
        """,
        new TextTable(ROWS).toString());
  }

  @Test
  void thePageNamesMachineAndCommandAndSaysWhatDoesNotHold() {
    String page = new Markdown(results()).toString();

    assertTrue(
        page.contains("- Machine: CPU <1>, 2 cores, 8 GiB, Linux, JVM 17, 2026-01-02"), page);
    assertTrue(page.contains("- Run: `benchmarks/run --quick`, 62 min 5 s"), page);
    assertTrue(page.contains("- Libraries: h2 2.1, jcasbin 1.2.3"), page);
    assertTrue(page.contains("- 1 of 2 goals met, 1 rows without a goal"), page);
    assertTrue(
        page.contains("| match/v4 | 12.3 ± 0.25 | 10 | ns | 1.23 ± 0.025 | ratio ≤ 1.1 | NO |"),
        page);
  }

  @Test
  void theChartIsXmlWithABarForEachRatio() throws Exception {
    String svg = new Chart(results()).toString();

    var read =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(svg)));

    // One more is the ground.
    assertEquals(3, read.getElementsByTagName("rect").getLength());
    assertTrue(svg.contains("CPU &lt;1&gt;"), svg);
  }

  @Test
  void allThreeAreWritten(@TempDir Path folder) throws IOException {
    Path results = folder.resolve("of/a/run");

    Results.prepare(results);
    results().write(results);

    for (String name : List.of("latest.md", "latest.json", "latest.svg")) {
      assertTrue(Files.size(results.resolve(name)) > 0, name);
    }
  }

  @Test
  void aFolderThatCannotBeIsRefusedBeforeAnythingIsMeasured(@TempDir Path folder)
      throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");

    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class, () -> Results.prepare(file.resolve("results")));

    assertTrue(String.valueOf(refusal.getMessage()).contains("cannot be made"));
  }

  @Test
  void theChartSaysOfWhichRatiosMoreIsBetter() {
    Row write =
        new Row(
            "write",
            Comparison.of(Measured.exact(9), Measured.exact(10)),
            "changes/s",
            Goal.ratioAtLeast(0.8));
    Results results =
        new Results(run("benchmarks/run --only write"), MACHINE, List.of(write, ROWS.get(0)));

    String svg = new Chart(results).toString();

    assertTrue(svg.contains("0.9 × (≥)"), svg);
    assertTrue(svg.contains("1.23 ×<"), svg);
    assertTrue(svg.contains("benchmarks/run --only write"), svg);
  }

  /** What is far better than theirs does not make all else short. */
  @Test
  void theChartShowsAGoalBeyondItsBar() {
    List<Row> rows = List.of(row(3, 6), row(1e-6, 1));
    String svg = new Chart(new Results(run("benchmarks/run"), MACHINE, rows)).toString();
    List<Double> bars = numbers(svg, "<rect x=\"([0-9.]+)\" y=\"[0-9]+\" width=\"[0-9.]+\"");
    List<Double> widths = numbers(svg, "<rect x=\"[0-9.]+\" y=\"[0-9]+\" width=\"([0-9.]+)\"");
    List<Double> ticks = numbers(svg, "<line x1=\"([0-9.]+)\"");
    assertTrue(bars.get(0) + widths.get(0) + 50 < ticks.get(0), svg);
    assertTrue(widths.get(1) < 5 * widths.get(0), svg);
  }

  private static Row row(double ratio, double goal) {
    Comparison comparison = Comparison.of(Measured.exact(ratio), Measured.exact(1));
    return new Row("row", comparison, "ns", Goal.ratioAtMost(goal));
  }

  private static List<Double> numbers(String text, String pattern) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map(found -> Double.valueOf(found.group(1)))
        .toList();
  }

  private static Results results() {
    return new Results(run("benchmarks/run --quick"), MACHINE, ROWS);
  }

  private static Run run(String command) {
    return new Run(command, Duration.ofSeconds(3_725), List.of("h2 2.1", "jcasbin 1.2.3"));
  }
}
