package io.claviger.benchmarks.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;

/**
 * Makes a fork wait for its turn before each iteration, and report the end of the iteration. So
 * only one of several forks works at a time.
 */
public final class InTurn implements InternalProfiler {
  /** The system property with the port that gives the turns. */
  public static final String PORT = "claviger.turns";

  private @Nullable Socket turns;

  @Override
  public String getDescription() {
    return "Lets forks work by turns.";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    try {
      if (turns().getInputStream().read() < 0) {
        throw new IllegalStateException("there is no turn any more; another fork failed");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    try {
      turns().getOutputStream().write(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.of();
  }

  /** Returns the connection, which stays open until the fork ends. */
  private Socket turns() throws IOException {
    Socket open = turns;
    if (open == null) {
      open = new Socket(InetAddress.getLoopbackAddress(), Integer.getInteger(PORT, 0));
      turns = open;
    }
    return open;
  }
}
