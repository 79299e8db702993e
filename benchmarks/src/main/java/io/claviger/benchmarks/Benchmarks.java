package io.claviger.benchmarks;

import io.claviger.benchmarks.report.Machine;
import io.claviger.benchmarks.report.Results;
import io.claviger.benchmarks.report.Row;
import io.claviger.benchmarks.report.TextTable;
import io.claviger.benchmarks.suite.Suite;
import io.claviger.benchmarks.suite.Suites;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs the suites, prints the table and writes the results. */
public final class Benchmarks {
  private Benchmarks() {}

  /**
   * Ends with 0 when everything was measured, whether or not the goals are met, and with 2 for a
   * command line that is wrong.
   */
  public static void main(String[] args) throws IOException {
    if (List.of(args).contains("--help")) {
      System.out.print(Options.HELP);
      return;
    }
    Options options;
    try {
      options = Options.parse(List.of(args), Path.of(System.getProperty("claviger.module", ".")));
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
      return;
    }
    run(options);
  }

  private static void run(Options options) throws IOException {
    List<Suite> suites = Suites.all().stream().filter(its -> wanted(its, options)).toList();
    if (suites.isEmpty()) {
      System.err.println("no row begins with " + options.only() + "; families: " + families());
      System.exit(2);
    }
    Progress progress = new Progress();
    List<Row> rows = new ArrayList<>();
    for (Suite suite : suites) {
      progress.say(
          suite.families() + " (" + (suites.indexOf(suite) + 1) + " of " + suites.size() + ")");
      rows.addAll(suite.run(options, progress));
    }
    // A suite may measure what a row needs that is not wanted itself.
    List<Row> wanted = rows.stream().filter(row -> row.name().startsWith(options.only())).toList();
    String commit = System.getProperty("claviger.commit", "unknown");
    Results results = new Results(options.toString(), Machine.here(commit), wanted);
    results.write(options.results());
    System.out.print(new TextTable(wanted));
    System.out.println(results.summary() + "; written to " + options.results());
  }

  private static boolean wanted(Suite suite, Options options) {
    return suite.families().stream().anyMatch(options::wants);
  }

  private static List<String> families() {
    return Suites.all().stream().flatMap(suite -> suite.families().stream()).toList();
  }
}
