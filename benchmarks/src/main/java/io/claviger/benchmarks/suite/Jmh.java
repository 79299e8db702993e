package io.claviger.benchmarks.suite;

import io.claviger.benchmarks.jmh.InTurn;
import io.claviger.benchmarks.report.Progress;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs cases that are compared with each other. In a round, one fork of each case is alive, and the
 * forks measure in alternating turns. So a slow phase of the machine affects all of them.
 */
final class Jmh {
  private static final String ALLOCATED = "gc.alloc.rate.norm";

  private final Options options;
  private final Progress progress;

  Jmh(Options options, Progress progress) {
    this.options = options;
    this.progress = progress;
  }

  /** Measures all cases. */
  Scores measure(List<Case> cases) {
    Map<Case, List<BenchmarkResult>> results = new LinkedHashMap<>();
    int rounds = options.quick() ? 1 : 3;
    for (int round = 1; round <= rounds; round++) {
      progress.say(message(cases) + (rounds == 1 ? "" : ", " + round + " of " + rounds));
      List<BenchmarkResult> forks = round(cases);
      for (int i = 0; i < cases.size(); i++) {
        results.computeIfAbsent(cases.get(i), same -> new ArrayList<>()).add(forks.get(i));
      }
    }
    Map<Case, Score> scores = new LinkedHashMap<>();
    results.forEach((one, forks) -> scores.put(one, score(forks)));
    return new Scores(scores);
  }

  private static String message(List<Case> cases) {
    int others = cases.size() - 1;
    return "  " + cases.get(0) + (others == 0 ? "" : " and " + others + " beside it");
  }

  /**
   * Runs one fork of each case. If one fails, the others get no more turns, because there is
   * nothing to compare.
   */
  private List<BenchmarkResult> round(List<Case> cases) {
    ExecutorService threads = Executors.newFixedThreadPool(cases.size());
    Queue<Exception> failures = new ConcurrentLinkedQueue<>();
    try (Turns turns = new Turns(cases.size())) {
      List<Callable<BenchmarkResult>> work = new ArrayList<>();
      cases.forEach(one -> work.add(() -> fork(one, turns, failures)));
      List<BenchmarkResult> results = new ArrayList<>();
      for (Future<BenchmarkResult> fork : threads.invokeAll(work)) {
        results.add(fork.get());
      }
      return results;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted at" + message(cases), e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("not measured:" + message(cases), failures.peek());
    } finally {
      threads.shutdown();
    }
  }

  private BenchmarkResult fork(Case one, Turns turns, Queue<Exception> failures)
      throws RunnerException {
    // Keep the output of JMH for the message of a failure.
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream output = new PrintStream(said, true, StandardCharsets.UTF_8);
    OutputFormat format = OutputFormatFactory.createFormatInstance(output, VerboseMode.NORMAL);
    try {
      Runner runner = new Runner(jmhOptions(one, turns), format);
      return runner.runSingle().getBenchmarkResults().iterator().next();
    } catch (RunnerException | RuntimeException | Error e) {
      failures.add(
          new IllegalStateException(one + " failed:\n" + said.toString(StandardCharsets.UTF_8), e));
      turns.close();
      throw e;
    }
  }

  private org.openjdk.jmh.runner.options.Options jmhOptions(Case one, Turns turns) {
    OptionsBuilder jmh = new OptionsBuilder();
    jmh.include("^" + Pattern.quote(one.fullName()) + "$")
        .mode(Mode.AverageTime)
        .timeUnit(TimeUnit.NANOSECONDS)
        .threads(one.threads())
        .forks(1)
        .warmupIterations(5)
        .warmupTime(TimeValue.milliseconds(warmUpMillis(one)))
        .measurementIterations(options.quick() ? 10 : 30)
        .measurementTime(TimeValue.milliseconds(50))
        // JMH stops profilers in reverse order, so allocation between turns is not counted.
        .addProfiler(InTurn.class)
        .addProfiler(GCProfiler.class)
        .jvmArgsAppend("-Xmx5g", "-D" + InTurn.PORT + "=" + turns.port())
        .shouldFailOnError(true);
    one.parameters().forEach((name, value) -> jmh.param(name, value));
    return jmh.build();
  }

  private int warmUpMillis(Case one) {
    if (options.quick()) {
      return one.settlesLate() ? 700 : 200;
    }
    return one.settlesLate() ? 2_500 : 500;
  }

  private static Score score(List<BenchmarkResult> forks) {
    List<Double> nanos = new ArrayList<>();
    List<Double> bytes = new ArrayList<>();
    for (BenchmarkResult fork : forks) {
      for (IterationResult iteration : fork.getIterationResults()) {
        nanos.add(iteration.getPrimaryResult().getScore());
        bytes.add(allocated(iteration));
      }
    }
    return new Score(nanos, bytes);
  }

  private static double allocated(IterationResult iteration) {
    for (String label : iteration.getSecondaryResults().keySet()) {
      if (label.endsWith(ALLOCATED)) {
        return iteration.getSecondaryResults().get(label).getScore();
      }
    }
    throw new IllegalStateException("JMH reported no allocation");
  }
}
