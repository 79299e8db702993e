package io.claviger.benchmarks;

import io.claviger.benchmarks.coldcheck.ColdCheck;
import io.claviger.benchmarks.decide.Decide;
import io.claviger.benchmarks.http.Http;
import io.claviger.benchmarks.imports.BcryptImport;
import io.claviger.benchmarks.imports.Sha256Import;
import io.claviger.benchmarks.junk.Flood;
import io.claviger.benchmarks.junk.Junk;
import io.claviger.benchmarks.match.Match;
import io.claviger.benchmarks.oauth.AccessTokenRows;
import io.claviger.benchmarks.pool.Pool;
import io.claviger.benchmarks.report.Libraries;
import io.claviger.benchmarks.report.Machine;
import io.claviger.benchmarks.report.Report;
import io.claviger.benchmarks.report.Result;
import io.claviger.benchmarks.request.Request;
import io.claviger.benchmarks.revoke.Revoke;
import io.claviger.benchmarks.run.Measurement;
import io.claviger.benchmarks.run.Run;
import io.claviger.benchmarks.size.Dataset;
import io.claviger.benchmarks.size.Size;
import io.claviger.benchmarks.tail.Outage;
import io.claviger.benchmarks.tail.Polls;
import io.claviger.benchmarks.tail.Tail;
import io.claviger.benchmarks.warmcheck.Heap;
import io.claviger.benchmarks.warmcheck.WarmCheck;
import io.claviger.benchmarks.write.HotOrganization;
import io.claviger.benchmarks.write.Write;
import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Runs the measurements, prints the table and writes the results. */
@Command(
    name = "benchmarks/run",
    description = "Measures Claviger beside floors and peers.",
    sortOptions = false)
public final class Benchmarks implements Callable<Integer> {
  private static final String INCOMPLETE = "target/results";

  private final Path module = Path.of(System.getProperty("claviger.module", "."));

  @Option(names = "--quick", description = "starts one short JVM for each number; no large cases")
  boolean quick;

  @Option(names = "--only", paramLabel = "PREFIX", description = "only rows that begin so")
  String only = "";

  @Option(names = "--size-keys", paramLabel = "KEYS", description = "fewer keys for the rows size")
  Dataset large = Dataset.FULL;

  @Option(names = "--results", paramLabel = "FOLDER", description = "writes the results there")
  @Nullable Path results;

  @Option(names = "--help", usageHelp = true, description = "prints this help")
  boolean help;

  private @Nullable FileLock lock;

  /** Exits with the code that the README describes. */
  public static void main(String[] arguments) {
    System.exit(program(new Benchmarks()).execute(arguments));
  }

  static CommandLine program(Benchmarks benchmarks) {
    return new CommandLine(benchmarks)
        .registerConverter(Dataset.class, keys -> new Dataset(Integer.parseInt(keys)));
  }

  /** Returns all measurements, in the order in which they run. */
  static List<Measurement> all(boolean quick, Dataset large) {
    List<Measurement> all = new ArrayList<>();
    all.addAll(Heap.measurements());
    all.addAll(WarmCheck.measurements(quick));
    all.addAll(Match.measurements(quick));
    all.add(Decide.measurement());
    all.add(Junk.measurement());
    all.add(Flood.ofMillion());
    all.add(Flood.withReloads());
    all.add(AccessTokenRows.measurement());
    all.addAll(Http.measurements());
    all.add(Request.measurement());
    all.addAll(ColdCheck.measurements(quick));
    all.add(Write.measurement());
    all.add(HotOrganization.on(1));
    all.add(HotOrganization.on(4));
    all.add(HotOrganization.withSlowNode());
    all.add(Revoke.within(1));
    all.add(Revoke.within(5));
    all.add(Pool.measurement());
    all.add(Tail.of(10));
    if (!quick) {
      all.add(Tail.of(100));
      all.add(Outage.measurement());
      all.add(Polls.measurement());
    }
    all.add(Sha256Import.measurement());
    all.add(BcryptImport.measurement());
    if (!quick) {
      all.addAll(Size.measurements(large));
    }
    return all;
  }

  @Override
  public Integer call() throws IOException, SQLException {
    try (Run run = new Run(quick, only)) {
      List<Measurement> wanted =
          all(quick, large).stream()
              .filter(each -> each.rows().stream().anyMatch(run::wants))
              .toList();
      if (wanted.isEmpty()) {
        throw refusal("no row" + (quick ? " of a quick run" : "") + " begins with " + only);
      }
      // A run takes minutes, so check the folder first.
      File folder = folder().toFile();
      if (!folder.mkdirs() && !(folder.isDirectory() && folder.canWrite())) {
        throw refusal(folder + " cannot be written; choose another folder with --results");
      }
      lockMachine();
      return measure(run, wanted, folder.toPath());
    }
  }

  /** Returns the folder for the results. Those of some rows must not replace complete ones. */
  Path folder() {
    boolean complete = only.isEmpty() && !quick && large.equals(Dataset.FULL);
    return results == null ? module.resolve(complete ? "results" : INCOMPLETE) : results;
  }

  /**
   * Locks the file that JMH locks. JMH itself must ignore the lock, because it runs several forks
   * at once here.
   */
  private void lockMachine() throws IOException {
    System.setProperty("jmh.ignoreLock", "true");
    Path file = Path.of(System.getProperty("java.io.tmpdir"), "jmh.lock");
    lock = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE).tryLock();
    if (lock == null) {
      throw refusal("something else is measured on this machine, and has locked " + file);
    }
  }

  private int measure(Run run, List<Measurement> wanted, Path folder) throws IOException {
    List<Result> all = new ArrayList<>();
    boolean complete = true;
    for (Measurement measurement : wanted) {
      run.say(measurement.rows().get(0).name());
      try {
        all.addAll(measurement.work().measure(run));
      } catch (Exception | Error e) {
        // Keep the rows of the other measurements, which may have taken an hour.
        complete = false;
        e.printStackTrace();
      }
    }
    List<Result> results = all.stream().filter(each -> run.wants(each.row())).toList();
    String machine = Machine.here(System.getProperty("claviger.commit", "unknown"));
    Report report = new Report(line(), run.took(), machine, Libraries.here(), results);
    System.out.print(report.table());
    Path written = complete ? folder : Files.createDirectories(module.resolve(INCOMPLETE));
    report.write(written);
    System.out.println(report.summary() + "; written to " + written);
    return complete ? 0 : 1;
  }

  /** Returns the command line, without the folders. */
  private String line() {
    return "benchmarks/run"
        + (quick ? " --quick" : "")
        + (only.isEmpty() ? "" : " --only " + only)
        + (large.equals(Dataset.FULL) ? "" : " --size-keys " + large.keys());
  }

  private ParameterException refusal(String why) {
    return new ParameterException(program(this), why);
  }
}
