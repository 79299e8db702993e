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
   * Runs the benchmarks and exits with one of these codes:
   *
   * <ul>
   *   <li>0: all rows were measured. Some may miss their goals.
   *   <li>1: a suite failed. The rows of the other suites are written.
   *   <li>2: the command line is wrong, no row has the prefix, the folder cannot be written, or
   *       another benchmark runs on this machine.
   * </ul>
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
      // A run takes minutes, so check the folder first.
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
   * Locks the file that JMH locks. JMH itself must ignore the lock, because it runs several forks
   * at once here.
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
        // Keep the rows of the other suites, which may have taken an hour.
        complete = false;
        e.printStackTrace();
      }
    }
    write(new Run(options.toString(), progress.since(), Libraries.here()), options, rows, complete);
    System.exit(complete ? 0 : 1);
  }

  private static void write(Run run, Options options, List<Row> rows, boolean complete)
      throws IOException {
    // A suite may also measure rows that nobody asked for, because other rows need them.
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
    // Incomplete results must not replace complete ones.
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
