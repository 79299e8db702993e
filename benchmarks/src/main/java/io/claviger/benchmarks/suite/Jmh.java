package io.claviger.benchmarks.suite;

import io.claviger.benchmarks.Options;
import io.claviger.benchmarks.Progress;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
 * Runs cases that are compared with each other: one fork of each, then again one of each, so that a
 * machine that gets slower meanwhile is so for all of them.
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
      for (Case one : cases) {
        progress.say("  " + one + (rounds == 1 ? "" : ", fork " + round + " of " + rounds));
        results.computeIfAbsent(one, same -> new ArrayList<>()).add(fork(one));
      }
    }
    Map<Case, Score> scores = new LinkedHashMap<>();
    results.forEach((one, forks) -> scores.put(one, score(forks)));
    return new Scores(scores);
  }

  private BenchmarkResult fork(Case one) {
    boolean quick = options.quick();
    OptionsBuilder jmh = new OptionsBuilder();
    jmh.include("^" + Pattern.quote(one.fullName()) + "$")
        .mode(Mode.AverageTime)
        .timeUnit(TimeUnit.NANOSECONDS)
        .threads(one.threads())
        .forks(1)
        .warmupIterations(5)
        .warmupTime(TimeValue.milliseconds(warmUpMillis(one)))
        .measurementIterations(5)
        .measurementTime(TimeValue.milliseconds(quick ? 100 : 500))
        .addProfiler(GCProfiler.class)
        .jvmArgsAppend("-Xmx5g")
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
    return Score.of(nanos, bytes);
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
