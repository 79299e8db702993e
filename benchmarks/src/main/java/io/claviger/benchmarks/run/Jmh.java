package io.claviger.benchmarks.run;

import io.claviger.benchmarks.report.Result;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs cases that are compared with each other. In a round, one fork of each case is alive, and the
 * forks measure in alternating turns. So a slow phase of the machine affects all of them.
 */
public final class Jmh {
  /**
   * What one case has measured, with a number for each iteration. The forks follow one another.
   *
   * @param nanos the time of a call
   * @param bytes the allocation of a call
   */
  record Score(List<Double> nanos, List<Double> bytes) {
    void add(BenchmarkResult fork) {
      for (IterationResult iteration : fork.getIterationResults()) {
        nanos.add(iteration.getPrimaryResult().getScore());
        bytes.add(
            Objects.requireNonNull(iteration.getSecondaryResults().get("gc.alloc.rate.norm"))
                .getScore());
      }
    }
  }

  private Jmh() {}

  /** Measures the rows that are wanted. */
  public static List<Result> measure(Run run, List<JmhRow> rows) throws Exception {
    List<JmhRow> wanted = rows.stream().filter(each -> run.wants(each.row())).toList();
    List<Case> cases = wanted.stream().flatMap(JmhRow::cases).distinct().toList();
    List<Score> scores =
        cases.stream().map(one -> new Score(new ArrayList<>(), new ArrayList<>())).toList();
    for (int round = 0; round < (run.quick() ? 1 : 3); round++) {
      List<BenchmarkResult> forks = round(run, cases);
      for (int i = 0; i < forks.size(); i++) {
        scores.get(i).add(forks.get(i));
      }
    }
    return wanted.stream().map(row -> row.result(cases, scores)).toList();
  }

  /**
   * Runs one fork of each case. If one fails, the others get no more turns, because there is
   * nothing to compare.
   */
  private static List<BenchmarkResult> round(Run run, List<Case> cases) throws Exception {
    Queue<Exception> failures = new ConcurrentLinkedQueue<>();
    try (Turns turns = new Turns(cases.size())) {
      return Threads.run(cases.size(), i -> fork(run, cases.get(i), turns, failures));
    } catch (ExecutionException e) {
      // The first one: the other forks failed because of it.
      throw failures.remove();
    }
  }

  private static BenchmarkResult fork(Run run, Case one, Turns turns, Queue<Exception> failures)
      throws Exception {
    // Keep the output of JMH for the message of a failure.
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream output = new PrintStream(said, true, StandardCharsets.UTF_8);
    OutputFormat format = OutputFormatFactory.createFormatInstance(output, VerboseMode.NORMAL);
    try {
      RunResult result = new Runner(options(run, one, turns), format).runSingle();
      return result.getBenchmarkResults().iterator().next();
    } catch (Exception | Error e) {
      failures.add(
          new IllegalStateException(one + " failed:\n" + said.toString(StandardCharsets.UTF_8), e));
      turns.close();
      throw e;
    }
  }

  private static Options options(Run run, Case one, Turns turns) {
    int quickWarmUp = one.settlesLate() ? 700 : 200;
    int warmUp = one.settlesLate() ? 2_500 : 500;
    List<String> arguments = new ArrayList<>(one.options());
    arguments.addAll(List.of("-Xmx5g", "-D" + InTurn.PORT + "=" + turns.port()));
    OptionsBuilder jmh = new OptionsBuilder();
    jmh.include("^" + Pattern.quote(one.benchmarks().getName() + "." + one.method()) + "$")
        .mode(Mode.AverageTime)
        .timeUnit(TimeUnit.NANOSECONDS)
        .threads(one.threads())
        .forks(1)
        .warmupIterations(5)
        .warmupTime(TimeValue.milliseconds(run.quick() ? quickWarmUp : warmUp))
        .measurementIterations(run.quick() ? 10 : 30)
        .measurementTime(TimeValue.milliseconds(50))
        // JMH stops profilers in reverse order, so allocation between turns is not counted.
        .addProfiler(InTurn.class)
        .addProfiler(GCProfiler.class)
        .jvmArgsAppend(arguments.toArray(String[]::new))
        .shouldFailOnError(true);
    one.parameters().forEach((name, value) -> jmh.param(name, value));
    return jmh.build();
  }
}
