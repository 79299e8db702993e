package io.claviger.benchmarks.suite;

import io.claviger.benchmarks.Options;
import io.claviger.benchmarks.Progress;
import io.claviger.benchmarks.jmh.InTurn;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
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
 * Runs cases that are compared with each other: one fork of each, which are alive at once and
 * measure by turns, then again one of each. So a machine that gets slower meanwhile is so for all
 * of them.
 */
final class Jmh {
  private static final String ALLOCATED = "gc.alloc.rate.norm";

  private final Options options;
  private final Progress progress;

  Jmh(Options options, Progress progress) {
    this.options = options;
    this.progress = progress;
  }

  /** The score of each. */
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

  /** One fork of each. */
  private List<BenchmarkResult> round(List<Case> cases) {
    ExecutorService threads = Executors.newFixedThreadPool(cases.size());
    try (Turns turns = new Turns(cases.size())) {
      CompletionService<BenchmarkResult> ended = new ExecutorCompletionService<>(threads);
      List<Future<BenchmarkResult>> forks = new ArrayList<>();
      cases.forEach(one -> forks.add(ended.submit(() -> fork(one, turns.port()))));
      // The first that fails says why; the others then fail for want of turns.
      for (int i = 0; i < forks.size(); i++) {
        ended.take().get();
      }
      List<BenchmarkResult> results = new ArrayList<>();
      for (Future<BenchmarkResult> fork : forks) {
        results.add(fork.get());
      }
      return results;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted at" + message(cases), e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("could not be measured:" + message(cases), e.getCause());
    } finally {
      threads.shutdown();
    }
  }

  private BenchmarkResult fork(Case one, int turns) {
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
        .addProfiler(GCProfiler.class)
        .addProfiler(InTurn.class)
        .jvmArgsAppend("-Xmx5g", "-D" + InTurn.PORT + "=" + turns)
        .shouldFailOnError(true);
    one.parameters().forEach((name, value) -> jmh.param(name, value));
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream output = new PrintStream(said, true, StandardCharsets.UTF_8);
    OutputFormat format = OutputFormatFactory.createFormatInstance(output, VerboseMode.NORMAL);
    try {
      return new Runner(jmh.build(), format).runSingle().getBenchmarkResults().iterator().next();
    } catch (RunnerException e) {
      // What JMH says is needed then only.
      throw new IllegalStateException(
          one + " could not be measured:\n" + said.toString(StandardCharsets.UTF_8), e);
    }
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
    return 0;
  }
}
