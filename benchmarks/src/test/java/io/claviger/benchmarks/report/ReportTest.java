package io.claviger.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

class ReportTest {
  private static final List<Result> RESULTS =
      List.of(
          new Result(
              new Row("match/v4", "ns", Goal.ratioAtMost(1.1)),
              Comparison.byTurns(List.of(12.345, 11.845, 12.845), List.of(10.0, 10.0, 10.0))),
          new Result(new Row("heap", "bytes", Goal.oursAtMost(600)), Comparison.alone(512)),
          new Result(new Row("junk", "ns", null), once(123_456, 1e6)));

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
        report(RESULTS).json());
  }

  @Test
  void theTableHasAlignedColumns() {
    assertEquals(
        """
        | row      | ours        | theirs    | unit  | ratio        | goal        | holds |
        | -------- | ----------- | --------- | ----- | ------------ | ----------- | ----- |
        | match/v4 | 12.3 ± 0.25 | 10        | ns    | 1.23 ± 0.025 | ratio ≤ 1.1 | NO    |
        | heap     | 512         | –         | bytes | –            | ours ≤ 600  | yes   |
        | junk     | 123,456     | 1,000,000 | ns    | 0.123        | –           | –     |
        """,
        report(RESULTS).table());
  }

  @Test
  void thePageNamesMachineAndCommandAndSaysWhatDoesNotHold() {
    String page = report(RESULTS).page();

    assertTrue(page.contains("- Machine: a CPU, 2 cores\n"), page);
    assertTrue(page.contains("- Run: `benchmarks/run --quick`, 62 min 5 s\n"), page);
    assertTrue(page.contains("- Libraries: h2 2.3.232\n"), page);
    assertTrue(page.contains("- 1 of 2 goals met, 1 rows without a goal\n"), page);
    assertTrue(page.endsWith(report(RESULTS).table()), page);
  }

  @Test
  void theChartIsXmlWithABarForEachRatio() throws Exception {
    String svg = new Chart(report(RESULTS)).toString();

    var read =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(svg)));

    assertTrue(svg.contains(">benchmarks/run --quick<"), svg);
    assertTrue(svg.contains(">a CPU, 2 cores<"), svg);
    // One more is the ground.
    assertEquals(3, read.getElementsByTagName("rect").getLength());
  }

  @Test
  void allFilesAreWritten(@TempDir Path folder) throws IOException {
    report(RESULTS).write(folder);

    for (String name : List.of("latest.md", "latest.json", "latest.svg", "overview.svg")) {
      assertTrue(Files.size(folder.resolve(name)) > 0, name);
    }
  }

  @Test
  void theChartSaysOfWhichRatiosMoreIsBetter() {
    Result write = new Result(new Row("write", "changes/s", Goal.ratioAtLeast(0.8)), once(9, 10));

    String svg = new Chart(report(List.of(write, RESULTS.get(0)))).toString();

    assertTrue(svg.contains(">0.9 × (≥)<"), svg);
    assertTrue(svg.contains(">1.23 ×<"), svg);
  }

  /** The goal is to the right of the bar, and a very small ratio has a bar that ends. */
  @Test
  void theChartShowsAGoalBeyondItsBar() {
    Row row = new Row("row", "ns", Goal.ratioAtMost(6));
    List<Result> results = List.of(new Result(row, once(3, 1)), new Result(row, once(1, 1e6)));
    String svg = new Chart(report(results)).toString();
    List<Double> bars = numbers(svg, "<rect class=\"(?:met|missed|theirs)\" x=\"([0-9.]+)\" y");
    List<Double> widths = numbers(svg, "width=\"([0-9.]+)\" height=\"10\"");
    List<Double> ticks = numbers(svg, "<path class=\"goal\" d=\"M([0-9.]+)");

    assertTrue(bars.get(0) + widths.get(0) + 20 < ticks.get(0), svg);
    assertEquals(186, widths.get(1));
  }

  private static Comparison once(double ours, double theirs) {
    return Comparison.byTurns(List.of(ours), List.of(theirs));
  }

  private static Report report(List<Result> results) {
    Duration took = Duration.ofSeconds(3_725);
    return new Report("benchmarks/run --quick", took, "a CPU, 2 cores", "h2 2.3.232", results);
  }

  private static List<Double> numbers(String text, String pattern) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map(found -> Double.valueOf(found.group(1)))
        .toList();
  }
}
