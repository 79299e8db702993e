package io.claviger.benchmarks.run;

import io.claviger.benchmarks.report.Sample;
import io.claviger.model.ContentionException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.DoubleStream;

/** Threads that each make one call after another. */
public record Load(int threads) {
  /** A call that can be repeated. */
  @FunctionalInterface
  public interface Call {
    /** Makes call {@code number} of this thread. */
    void make(int thread, int number) throws Exception;
  }

  /**
   * The calls of all threads.
   *
   * @param givenUp the changes that lost against others until their deadline
   * @param millis the time of each call
   */
  public record Done(double perSecond, int givenUp, Sample millis) {}

  /** Calls for this time. */
  public Done run(Call call, Duration time) throws Exception {
    return run(call, Integer.MAX_VALUE, time);
  }

  /** Lets each thread call so many times. */
  public Done run(Call call, int calls) throws Exception {
    return run(call, calls, Duration.ofDays(1));
  }

  private Done run(Call call, int calls, Duration time) throws Exception {
    AtomicInteger givenUp = new AtomicInteger();
    long began = System.nanoTime();
    long end = began + time.toNanos();
    List<DoubleStream> millis =
        Threads.run(
            threads,
            thread -> {
              DoubleStream.Builder its = DoubleStream.builder();
              int number = 0;
              for (long before = System.nanoTime(); before < end && number < calls; number++) {
                try {
                  call.make(thread, number);
                } catch (ContentionException e) {
                  givenUp.incrementAndGet();
                }
                long after = System.nanoTime();
                its.add((after - before) / 1e6);
                before = after;
              }
              return its.build();
            });
    double seconds = (System.nanoTime() - began) / 1e9;
    double[] all = millis.stream().flatMapToDouble(each -> each).toArray();
    return new Done((all.length - givenUp.get()) / seconds, givenUp.get(), new Sample(all));
  }
}
