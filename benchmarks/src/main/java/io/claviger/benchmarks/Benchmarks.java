package io.claviger.benchmarks;

import io.claviger.benchmarks.report.Libraries;
import io.claviger.benchmarks.report.Machine;
import io.claviger.benchmarks.report.Progress;
import io.claviger.benchmarks.report.Results;
import io.claviger.benchmarks.report.Row;
import io.claviger.benchmarks.report.Run;
import io.claviger.benchmarks.report.TextTable;
import io.claviger.benchmarks.suite.Options;
import io.claviger.benchmarks.suite.Suite;
import io.claviger.benchmarks.suite.Suites;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** Runs the suites, prints the table and writes the results. */
public final class Benchmarks {
  private Benchmarks() {}

  /**
   * Ends with 0 when everything was measured, whether or not the goals are met; with 1 when a suite
   * failed, where what the others measured is written; and with 2 for a command line that is wrong,
   * or names no row, or a folder that cannot be written, and where something else is measured.
   */
  public static void main(String[] args) throws IOException {
    if (List.of(args).contains("--help")) {
      System.out.print(Options.HELP);
      return;
    }
    Options options;
    List<Suite> suites;
    FileLock lock;
    try {
      options = Options.parse(List.of(args), Path.of(System.getProperty("claviger.module", ".")));
      suites = suites(options);
      // Before anything is measured, which takes minutes.
      Results.prepare(options.results());
      lock = lockMachine();
    } catch (IllegalArgumentException e) {
      refuse(String.valueOf(e.getMessage()));
      return;
    }
    try (lock) {
      run(options, suites);
    }
  }

  /**
   * As JMH does, which is told not to: of what is compared several of its JVMs are alive at once.
   */
  private static FileLock lockMachine() throws IOException {
    System.setProperty("jmh.ignoreLock", "true");
    Path file = Path.of(System.getProperty("java.io.tmpdir"), "jmh.lock");
    FileLock lock =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE).tryLock();
    if (lock == null) {
      throw new IllegalArgumentException(
          "something else is measured on this machine, and has locked " + file + "; wait for it");
    }
    return lock;
  }

  private static List<Suite> suites(Options options) {
    List<Suite> wanted = Suites.all().stream().filter(suite -> wanted(suite, options)).toList();
    if (wanted.isEmpty()) {
      throw new IllegalArgumentException(
          "no row begins with " + options.only() + "; families: " + families());
    }
    return wanted;
  }

  private static void refuse(String why) {
    System.err.println(why);
    System.exit(2);
  }

  private static void run(Options options, List<Suite> suites) throws IOException {
    Progress progress = new Progress();
    List<Row> rows = new ArrayList<>();
    boolean complete = true;
    for (Suite suite : suites) {
      progress.say(
          suite.families() + " (" + (suites.indexOf(suite) + 1) + " of " + suites.size() + ")");
      try {
        rows.addAll(suite.run(options, progress));
      } catch (Exception | Error e) {
        // What the other suites measured took an hour.
        complete = false;
        e.printStackTrace();
      }
    }
    write(new Run(options.toString(), progress.since(), Libraries.here()), options, rows, complete);
    System.exit(complete ? 0 : 1);
  }

  private static void write(Run run, Options options, List<Row> rows, boolean complete)
      throws IOException {
    // A suite may measure what a row needs that is not wanted itself.
    List<Row> wanted = rows.stream().filter(row -> row.name().startsWith(options.only())).toList();
    if (wanted.isEmpty() && !complete) {
      return;
    }
    if (wanted.isEmpty()) {
      refuse(
          "no row" + (options.quick() ? " of a quick run" : "") + " begins with " + options.only());
    }
    String commit = System.getProperty("claviger.commit", "unknown");
    Results results = new Results(run, Machine.here(commit), wanted);
    System.out.print(new TextTable(wanted));
    // What lacks rows is not to take the place of all of them.
    Path folder = complete ? options.results() : options.incomplete();
    Results.prepare(folder);
    results.write(folder);
    System.out.println(results.summary() + "; written to " + folder);
  }

  private static boolean wanted(Suite suite, Options options) {
    return suite.families().stream().anyMatch(options::wants);
  }

  private static List<String> families() {
    return Suites.all().stream().flatMap(suite -> suite.families().stream()).toList();
  }
}
