package io.claviger.benchmarks.report;

import java.util.Collections;
import java.util.List;

/** The results as a Markdown page. */
record Markdown(Results results) {
  @Override
  public String toString() {
    StringBuilder page = new StringBuilder();
    page.append(
        """
        # Benchmarks

        These are the results of one run on one machine. Other machines have other times and ratios. Less time and
        less memory are better. [The README](../README.md) describes each row. A row that misses its goal says NO.

        """);
    page.append("- Machine: ").append(results.machine()).append('\n');
    Run run = results.run();
    page.append("- Run: `").append(run.command()).append("`, ").append(run.time()).append('\n');
    page.append("- Libraries: ").append(String.join(", ", run.libraries())).append('\n');
    page.append("- ").append(results.summary()).append("\n\n");
    line(page, Cells.HEAD);
    line(page, Collections.nCopies(Cells.HEAD.size(), "---"));
    results.rows().forEach(row -> line(page, Cells.of(row)));
    return page.toString();
  }

  private static void line(StringBuilder page, List<String> cells) {
    page.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }
}
